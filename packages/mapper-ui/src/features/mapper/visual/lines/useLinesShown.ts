import { useDismissed } from '../../../../state/useDismissed.ts';

/** Whether lines are drawn; remembered in the browser. */
export function useLinesShown(): [boolean, (shown: boolean) => void] {
  const [hidden, setHidden] = useDismissed('mapper-lines');
  return [!hidden, (shown) => setHidden(!shown)];
}
