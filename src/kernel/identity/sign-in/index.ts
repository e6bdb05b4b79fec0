/** How people come in besides the password: second factor, other providers, invitations, resets; and what they still lack. */
export { acceptInvitation, askPasswordReset, linkOwner, resetPassword, type ChoiceResult } from './choose-password.ts';
export { markDemonstration } from './demonstration.ts';
export { invitationsTo, inviteAccount, withdrawInvitation, type Invited, type OpenInvitation } from './invitations.ts';
export { type LinkFault } from './links.ts';
export { type Unproven, type Wanted } from './proof.ts';
export { type Intent } from './provider-library.ts';
export { goLinking, linkedProviders, unlinkProvider, type LinkedProvider } from './linked-providers.ts';
export { goToProvider, returnFromProvider, type Returned, type ReturnFault } from './providers.ts';
export {
  ownSecondFactor,
  prepareOwnSecondFactor,
  prepareSecondFactor,
  renewBackupCodes,
  setUpSecondFactor,
  type OwnSecondFactor,
  type SetUpResult,
} from './second-factor.ts';
export { removeOwnSecondFactor, removeSecondFactor } from './remove-second-factor.ts';
export { giveCode, type SecondStepResult } from './second-step.ts';
export { comerAfter, whoComes, type Comer, type Unfinished } from './who-comes.ts';
