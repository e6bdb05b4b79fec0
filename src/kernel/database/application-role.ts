import pg from 'pg';

/** The role under which everything but migrations works: it owns nothing, so it can neither change the record nor take its locks off. */
export const APPLICATION_ROLE = 'cchc_app';

/** Migrations and roles are changed one at a time; the same lock as `migrate`. */
const LOCK = 0x63636863;

/** What the role may do with the tables of the record: look, and add where nothing seals the addition. */
const RECORD = {
  audit_entry: 'select',
  audit_anchor: 'select, insert',
  personal_key: 'select, insert, update',
} as const;

/** The same database, asked for as somebody else. */
export function addressAs(url: string, role: string, password: string): string {
  const address = new URL(url);
  address.username = encodeURIComponent(role);
  address.password = encodeURIComponent(password);
  return address.href;
}

/**
 * Gives a role what the application needs and nothing more. Run by the owner after the migrations; cheap to repeat.
 * @param password makes the role when it is missing and sets its password; null: the role exists and keeps its own
 */
export async function openToApplication(ownerUrl: string, role: string, password: string | null): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'cchc roles' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    if (password !== null) await client.query(making(role, password));
    await client.query(grants(client.escapeIdentifier(role)));
    await client.query('commit');
  } finally {
    await client.end();
  }
}

function making(role: string, password: string): string {
  const name = pg.escapeIdentifier(role);
  return `do $$ begin
    if not exists (select from pg_roles where rolname = ${pg.escapeLiteral(role)}) then create role ${name}; end if;
  end $$;
  alter role ${name} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${pg.escapeLiteral(password)}`;
}

function grants(role: string): string {
  const ofRecord = Object.entries(RECORD).map(
    ([table, rights]) => `revoke all on public.${table} from ${role}; grant ${rights} on public.${table} to ${role};`,
  );
  return `
    grant usage on schema public, graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema public, graphile_worker to ${role};
    grant usage, select on all sequences in schema public, graphile_worker to ${role};
    grant execute on all functions in schema graphile_worker to ${role};
    revoke insert, update, delete on public.schema_migration from ${role};
    ${ofRecord.join('\n')}
    grant execute on function public.append_to_record(text[]) to ${role};
    do $$ declare each regclass; begin
      -- The job queue locks its tables by row policies to everyone but their owner.
      for each in select oid::regclass from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
        and not exists (select from pg_policy where polrelid = pg_class.oid and polname = 'application')
      loop execute format('create policy application on %s using (true) with check (true)', each); end loop;
      -- What is overwritten is really gone only after a vacuum; from PostgreSQL 17 on that right can be given.
      if current_setting('server_version_num')::int >= 170000 then execute 'grant maintain on public.personal_key to ${role.replaceAll("'", "''")}'; end if;
    end $$`;
}

/**
 * Why somebody connected like this could change the record (the first three), or reads rows that are hidden (`superuser`,
 * `owner`, `bypasses-rows`).
 */
export type Weakness = 'superuser' | 'owner' | 'may-write' | 'bypasses-rows';

/**
 * What the connection's user could do to the record's tables, and whether row visibility holds for it. The platform warns at
 * its start when the list is not empty.
 */
export async function recordWeaknesses(db: Pick<pg.Pool, 'query'>): Promise<Weakness[]> {
  const { rows } = await db.query<{ superuser: boolean; bypass: boolean; owner: boolean; write: boolean }>(
    `select (select rolsuper from pg_roles where rolname = current_user) as superuser,
        (select rolbypassrls from pg_roles where rolname = current_user) as bypass,
        pg_has_role(current_user, relowner, 'member') as owner,
        has_table_privilege(current_user, oid, 'update, delete, truncate, trigger') as write
      from pg_class where oid = 'public.audit_entry'::regclass`,
  );
  const found = rows[0]!;
  if (found.superuser) return ['superuser'];
  const weaknesses: readonly (readonly [boolean, Weakness])[] = [
    [found.owner, 'owner'],
    [found.write, 'may-write'],
    [found.bypass, 'bypasses-rows'],
  ];
  return weaknesses.filter(([weak]) => weak).map(([, name]) => name);
}
