import { settings, type Settings } from '../settings.ts';
import { join } from 'node:path';
import { keptSecret } from '../settings.ts';
import { addressAs, APPLICATION_ROLE } from './application-role.ts';
import { settleHome } from './home.ts';
import { prepareDatabase, roleOf } from './prepare.ts';

/** The addresses of one database. */
export interface Place {
  /** As the owner of the tables: migrations only. */
  owner: string;
  /** As everything else works. */
  application: string;
}

/** Both addresses of the embedded server. The application's password is made at the first start and kept beside the owner's. */
export function embeddedPlace(dir: string, owner: string): Place {
  return { owner, application: addressAs(owner, APPLICATION_ROLE, passwordIn(dir)) };
}

/** Both addresses of a server of one's own; one and the same without DATABASE_OWNER_URL. Null: embedded. */
export function ownPlace({ databaseUrl, databaseOwnerUrl }: Settings = settings()): Place | null {
  return databaseUrl ? { owner: databaseOwnerUrl ?? databaseUrl, application: databaseUrl } : null;
}

/** Migrates, and gives the application's role its rights. @returns names of the steps applied now */
export async function preparePlace({ owner, application }: Place): Promise<string[]> {
  if (owner === application) return prepareDatabase(owner);
  if (ownPlace()) return prepareDatabase(owner, { role: await roleOf(application), password: null });
  return prepareDatabase(owner, {
    role: APPLICATION_ROLE,
    password: decodeURIComponent(new URL(application).password),
  });
}

/** Folder of the embedded server. */
export function embeddedFolder({ folder }: Settings = settings()): string {
  return join(folder, 'postgres');
}

function passwordIn(dir: string): string {
  return keptSecret(settleHome(dir).folder, 'application-password');
}
