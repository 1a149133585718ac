/**
 * The third form of the file. Made for a million calls: whatever a table of calls is filtered or sorted by is in the
 * call's own narrow row, so that a question reads one table from end to end in some 60 ms, and everything a chart shows
 * over time is in `rollups`, which stay when the calls themselves are pruned. Codes are checked with BETWEEN: for IN, SQLite
 * would make a table of the values at each insertion, which takes a third of its time.
 */
export const SCHEMA_3 = `
  -- Where calls come from. Empty texts stand for nothing named, so that UNIQUE holds.
  CREATE TABLE origins (
    number INTEGER PRIMARY KEY,
    task TEXT NOT NULL,
    client TEXT NOT NULL,
    workspace TEXT NOT NULL,
    experiment TEXT NOT NULL,
    UNIQUE (task, client, workspace, experiment)
  ) STRICT;

  -- AUTOINCREMENT: a number is never given twice, so "what came after this one" stays true when rows are deleted.
  CREATE TABLE calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A UUID as 16 bytes, anything else as text.
    id ANY NOT NULL UNIQUE,
    -- The window that wrote it: a random number of its process.
    writer INTEGER,
    origin INTEGER NOT NULL REFERENCES origins (number),
    started_at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    first_token_ms INTEGER,
    -- 0 succeeded, 1 failed, 2 cancelled
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
    -- The one that answered, else the last one that was tried.
    route INTEGER REFERENCES routes (number),
    answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND 1),
    attempts INTEGER NOT NULL,
    failovers INTEGER NOT NULL,
    -- The class of the last attempt that failed.
    failure TEXT,
    -- Tokens of all attempts.
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    -- Sum of the attempts' known costs, in US dollars, and how many attempts' cost is not known.
    spent_usd REAL NOT NULL,
    unpriced INTEGER NOT NULL,
    -- What is so of any attempt, a bit each: its roles, its failure's class and so on (see traits.ts).
    traits INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX calls_by_time ON calls (started_at);

  CREATE TABLE attempts (
    call INTEGER NOT NULL REFERENCES calls (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    route INTEGER NOT NULL REFERENCES routes (number),
    -- After the call's own beginning.
    started_after_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    first_token_ms INTEGER,
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
    probe INTEGER NOT NULL CHECK (probe BETWEEN 0 AND 1),
    role TEXT,
    finish TEXT,
    failure_class TEXT,
    failure_scope TEXT,
    failure_message TEXT,
    failure_status INTEGER,
    failure_code TEXT,
    failure_retry_after_ms INTEGER,
    failure_deadline TEXT,
    input INTEGER,
    cache_read INTEGER,
    cache_write INTEGER,
    cache_write_long INTEGER,
    output INTEGER,
    reasoning INTEGER,
    usage_source TEXT,
    reported_cost_usd REAL,
    cost_usd REAL,
    cost_source TEXT,
    cache_saved_usd REAL,
    PRIMARY KEY (call, position),
    CHECK ((cost_usd IS NULL) = (cost_source IS NULL)),
    CHECK ((input IS NULL) = (usage_source IS NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempts_by_route ON attempts (route, call);
  -- For finding a text in what failed: a few of many attempts.
  CREATE INDEX attempts_by_message ON attempts (failure_message) WHERE failure_message IS NOT NULL;

  -- Sums of an hour (level 0) or a day (level 1) by the clock on the wall where it was written; from_at is its beginning.
  -- Route 0: whole calls, with tokens, money, failures and speeds of all their attempts, and what became of ghost text.
  -- Other routes: attempts there, and what became of ghost text they wrote. Fire drills' attempts are left out of both.
  -- A call belongs to the bucket that it started in, and its attempts with it; an outcome to that of its own moment.
  CREATE TABLE rollups (
    level INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    origin INTEGER NOT NULL REFERENCES origins (number),
    route INTEGER NOT NULL,
    count INTEGER NOT NULL,
    succeeded INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    failovers INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    output INTEGER NOT NULL,
    reasoning INTEGER NOT NULL,
    usd REAL NOT NULL,
    cache_saved_usd REAL NOT NULL,
    unpriced INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    shown_characters INTEGER NOT NULL,
    accepted_characters INTEGER NOT NULL,
    -- Of the newest attempt, and of the newest one that had a first token; NULL when there was none.
    last_at INTEGER,
    last_first_token_at INTEGER,
    last_first_token_ms INTEGER,
    -- A JSON object of failure classes and how often; NULL when nothing failed.
    failures TEXT,
    -- Sketches (see rollup/sketch.ts); NULL when nothing was measured.
    first_token BLOB,
    duration BLOB,
    speed BLOB,
    PRIMARY KEY (level, from_at, origin, route)
  ) STRICT, WITHOUT ROWID;

  -- What became of ghost text.
  CREATE TABLE outcomes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    call_id ANY NOT NULL,
    at INTEGER NOT NULL,
    -- 0 shown, 1 accepted
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),
    characters INTEGER NOT NULL,
    language TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outcomes_by_time ON outcomes (at);

  -- Breakers' moves.
  CREATE TABLE health (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    writer INTEGER,
    at INTEGER NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    cause TEXT NOT NULL,
    until INTEGER,
    failure_class TEXT,
    failure_scope TEXT,
    failure_message TEXT,
    failure_status INTEGER,
    failure_code TEXT,
    failure_retry_after_ms INTEGER,
    failure_deadline TEXT
  ) STRICT;
  CREATE INDEX health_by_time ON health (at);
  CREATE INDEX health_by_target ON health (scope, key, at);
  CREATE INDEX health_by_until ON health (until) WHERE until IS NOT NULL;

  -- What providers said of a key's limits last.
  CREATE TABLE limits (
    credential TEXT NOT NULL,
    model TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    allowed INTEGER,
    remaining INTEGER,
    resets_at INTEGER,
    PRIMARY KEY (credential, model, kind)
  ) STRICT, WITHOUT ROWID;

  -- Every reading of a balance that differs from the one before; the rest of a Balance is in body, as JSON.
  CREATE TABLE balances (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    provider TEXT NOT NULL,
    credential TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX balances_by_credential ON balances (credential, at);

  CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    provider TEXT NOT NULL,
    credential TEXT,
    kind TEXT NOT NULL,
    amount REAL NOT NULL,
    currency TEXT NOT NULL,
    reference TEXT,
    note TEXT,
    source TEXT NOT NULL
  ) STRICT;

  -- The rest of a Plan is in body, as JSON.
  CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE reported_costs (
    provider TEXT NOT NULL,
    credential TEXT NOT NULL,
    day INTEGER NOT NULL,
    model TEXT NOT NULL,
    usd REAL NOT NULL,
    PRIMARY KEY (provider, credential, day, model)
  ) STRICT, WITHOUT ROWID;

  -- When a window last began what is to be done once in a while, whichever window does it.
  CREATE TABLE chores (
    name TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) STRICT;
`;
