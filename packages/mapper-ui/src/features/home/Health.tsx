import { useQuery } from '@tanstack/react-query';
import { statsQuery } from '../../api/deliveries.ts';
import { Figures } from '../../components/Figures.tsx';

export function Health() {
  const stats = useQuery({ ...statsQuery(), refetchInterval: 5_000 });
  return <Figures stats={stats.data} className="border-b border-line-soft px-5 py-3.5" />;
}
