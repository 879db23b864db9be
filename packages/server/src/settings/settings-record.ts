import { z } from 'zod';
import { entityFields, SMTP_SECURITIES } from '../contract/index.ts';
import { findNetworkProblem } from '../outbound/address-guard.ts';

/** The one record of the collection. */
export const SETTINGS_ID = 'settings';

/** What the password is sealed for, so that it opens nowhere else. */
export const SMTP_SECRET_PLACE = 'settings:smtp';

/** The settings as the workspace keeps them; `sealedPassword` is what the secret box made of it. */
export const settingsRecordSchema = z.object({
  ...entityFields,
  smtp: z
    .object({
      host: z.string(),
      port: z.number().int(),
      security: z.enum(SMTP_SECURITIES),
      user: z.string().nullable(),
      sealedPassword: z.string().nullable(),
    })
    .nullable(),
  mailFrom: z.string().nullable(),
  allowNetworks: z.array(
    z.string().superRefine((text, context) => {
      const message = findNetworkProblem(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    }),
  ),
});
export type SettingsRecord = z.infer<typeof settingsRecordSchema>;
