import type { Intake } from '../events/accept-event.ts';
import type { Metrics } from './metrics.ts';

/** An intake whose answers are counted. */
export function measureIntake(intake: Intake, { countEvent }: Pick<Metrics, 'countEvent'>): Intake {
  return {
    async accept(request) {
      try {
        const answer = await intake.accept(request);
        if (answer.kind === 'refused') countEvent('refused');
        else countEvent(answer.status === 200 ? 'duplicate' : 'accepted');
        return answer;
      } catch (error) {
        countEvent('failed');
        throw error;
      }
    },
  };
}
