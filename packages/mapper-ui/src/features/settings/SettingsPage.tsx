import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SETTINGS_SECTIONS } from '../../components/shell/settings-sections.ts';
import type { SettingsSection } from '../../components/shell/settings-sections.ts';
import { AboutSection } from './AboutSection.tsx';
import { AuditSection } from './AuditSection.tsx';
import { FeedsSection } from './FeedsSection.tsx';
import { KeysSection } from './KeysSection.tsx';
import { NetworksSection } from './NetworksSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { SmtpSection } from './SmtpSection.tsx';

const route = getRouteApi('/shell/settings/$section');

/** @param props.catalog the section that another feature draws */
export function SettingsPage({ catalog }: { catalog: ReactNode }) {
  const { section } = route.useParams();
  const contents: Record<SettingsSection, ReactNode> = {
    feeds: <FeedsSection />,
    keys: <KeysSection />,
    sessions: <SessionsSection />,
    smtp: <SmtpSection />,
    networks: <NetworksSection />,
    catalog,
    audit: <AuditSection />,
    about: <AboutSection />,
  };
  const known = SETTINGS_SECTIONS.find((candidate) => candidate.section === section) ?? SETTINGS_SECTIONS[0];
  return (
    <>
      <PageHeader title="Settings" />
      <div className="flex min-h-0 flex-1 max-[760px]:flex-col">
        <nav
          aria-label="Settings"
          className="flex w-[152px] shrink-0 flex-col gap-0.5 border-r border-line-soft px-2.5 py-3 max-[760px]:w-full max-[760px]:flex-row max-[760px]:flex-wrap max-[760px]:border-r-0 max-[760px]:border-b max-[760px]:py-2"
        >
          {SETTINGS_SECTIONS.map((entry) => (
            <Link
              key={entry.section}
              to="/settings/$section"
              params={{ section: entry.section }}
              activeOptions={{ includeSearch: false }}
              activeProps={{ className: 'bg-hover text-ink! font-semibold' }}
              className="rounded-md px-2.5 py-[5px] text-mut hover:bg-hover hover:text-ink"
            >
              {entry.title}
            </Link>
          ))}
        </nav>
        <div key={known.section} className="min-h-0 min-w-0 flex-1 overflow-auto">
          {contents[known.section]}
        </div>
      </div>
    </>
  );
}
