import type { DestinationAuth } from '@postmap/server/contract';
import { Field, TextField } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import type { SectionProps } from './useTriggerEditor.ts';

const kinds = [
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'Basic: user name and password' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'oauth2', label: 'OAuth2: client credentials' },
] as const;

const starts: Readonly<Record<DestinationAuth['kind'], DestinationAuth>> = {
  none: { kind: 'none' },
  basic: { kind: 'basic', username: '', password: '' },
  bearer: { kind: 'bearer', token: '' },
  oauth2: { kind: 'oauth2', tokenUrl: '', clientId: '', clientSecret: '' },
};

/** How the request authenticates. Stored secrets come masked; sent back unchanged, they are kept. */
export function AuthFields({ draft, change, errors }: SectionProps) {
  const { auth } = draft;
  const place = 'destination.auth';
  return (
    <div className="grid grid-cols-3 gap-3 max-[760px]:grid-cols-1">
      <Field label="Authentication" error={errors.at(place)}>
        {(control) => (
          <Select {...control} value={auth.kind} options={kinds} onChange={(kind) => change({ auth: starts[kind] })} />
        )}
      </Field>
      {auth.kind === 'basic' && (
        <>
          <TextField
            label="User name"
            value={auth.username}
            onChange={(username) => change({ auth: { ...auth, username } })}
            error={errors.at(`${place}.username`)}
          />
          <TextField
            label="Password"
            type="password"
            autoComplete="new-password"
            value={auth.password}
            onChange={(password) => change({ auth: { ...auth, password } })}
            error={errors.at(`${place}.password`)}
          />
        </>
      )}
      {auth.kind === 'bearer' && (
        <TextField
          label="Token"
          type="password"
          autoComplete="new-password"
          className="col-span-2 max-[760px]:col-span-1"
          value={auth.token}
          onChange={(token) => change({ auth: { ...auth, token } })}
          error={errors.at(`${place}.token`)}
        />
      )}
      {auth.kind === 'oauth2' && (
        <>
          <TextField
            label="Token URL"
            mono
            className="col-span-2 max-[760px]:col-span-1"
            placeholder="https://auth.example.com/oauth/token"
            value={auth.tokenUrl}
            onChange={(tokenUrl) => change({ auth: { ...auth, tokenUrl } })}
            error={errors.at(`${place}.tokenUrl`)}
          />
          <TextField
            label="Client id"
            value={auth.clientId}
            onChange={(clientId) => change({ auth: { ...auth, clientId } })}
            error={errors.at(`${place}.clientId`)}
          />
          <TextField
            label="Client secret"
            type="password"
            autoComplete="new-password"
            value={auth.clientSecret}
            onChange={(clientSecret) => change({ auth: { ...auth, clientSecret } })}
            error={errors.at(`${place}.clientSecret`)}
          />
          <TextField
            label="Scope"
            optional
            value={auth.scope ?? ''}
            onChange={(scope) => change({ auth: { ...auth, scope: scope === '' ? undefined : scope } })}
            error={errors.at(`${place}.scope`)}
          />
        </>
      )}
    </div>
  );
}
