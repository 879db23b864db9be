import { announce, announceError } from '../../components/Toast.tsx';

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce('Copied', text);
  } catch (error) {
    announceError(error, 'The browser did not allow copying');
  }
}
