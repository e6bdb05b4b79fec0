export * from './permissions.ts';
export {
  createAccount,
  disableAccount,
  IDENTITY_PERMISSIONS,
  listAccounts,
  reopenAccount,
  setPassword,
  setRole,
  type NewAccount,
} from './accounts.ts';
export { createApiKey, listApiKeys, revokeApiKey, type ApiKey, type NewApiKey } from './api-keys.ts';
export * from './bulk/index.ts';
export { IDENTITY_HISTORY } from './history-words.ts';
export { deviceOf } from './device.ts';
export { localPath } from './local-path.ts';
export { actorOf, heldEverywhere, heldFor, ROLE_NAMES, visitor, type Account, type SignedIn } from './model.ts';
export * from './people/index.ts';
export {
  changePassword,
  endOwnSession,
  ownSessions,
  signOutElsewhere,
  type OwnSession,
  type PasswordChange,
} from './own-account.ts';
export { PASSWORD_MINIMUM, PASSWORD_PROBLEMS, type PasswordProblem } from './password-rule.ts';
export { signIn, signOut, type Session, type SignInRequest, type SignInResult } from './sign-in.ts';
export * from './sign-in/index.ts';
