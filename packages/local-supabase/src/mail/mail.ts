/** Why a mail is sent; also the `type` that `verifyOtp` wants with its token. */
export type MailType = 'signup' | 'recovery' | 'magiclink' | 'email_change' | 'reauthentication';

/** A mail that would have been sent. */
export interface Mail {
  readonly id: string;
  readonly sentAt: string;
  readonly to: string;
  readonly type: MailType;
  readonly subject: string;
  readonly html: string;
  /** Where its link leads; absent in mails that hold only a code. */
  readonly link?: string;
  /** The six digits, for those who type rather than click. */
  readonly code: string;
}
