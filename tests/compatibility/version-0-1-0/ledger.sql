-- The ledger of the folder `run`, as version 0.1.0 (commit c067f57) left it when it was killed after one
-- of three handouts, dumped by SQLite. The brand's folder stood at /desk/brand.
BEGIN TRANSACTION;
CREATE TABLE exercises (
  run INTEGER NOT NULL, row INTEGER NOT NULL, exercise TEXT NOT NULL,
  PRIMARY KEY (run, row, exercise),
  FOREIGN KEY (run, row) REFERENCES handouts(run, row)
) STRICT, WITHOUT ROWID;
INSERT INTO "exercises" VALUES(1,2,'belly-breathing');
INSERT INTO "exercises" VALUES(1,2,'nerve-slider-lying');
INSERT INTO "exercises" VALUES(1,2,'prone-on-elbows');
INSERT INTO "exercises" VALUES(1,2,'prone-press-up');
INSERT INTO "exercises" VALUES(1,2,'rest-front-lying');
INSERT INTO "exercises" VALUES(1,2,'tummy-brace');
INSERT INTO "exercises" VALUES(1,2,'walking');
CREATE TABLE handouts (
  run INTEGER NOT NULL REFERENCES runs(id),
  row INTEGER NOT NULL,
  key BLOB NOT NULL,
  handout_id TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  stage TEXT NOT NULL,
  plan TEXT NOT NULL,
  edition TEXT NOT NULL,
  content_version TEXT NOT NULL,
  made TEXT NOT NULL,
  print_file TEXT NOT NULL,     -- the print file that it is in, and its pages there
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  PRIMARY KEY (run, row)
) STRICT;
INSERT INTO "handouts" VALUES(1,2,X'E4AC786D511C389BD9BD08E25927AD12','9TYV-B87C','2026-11-30-acute-9TYV-B87C.pdf','ee2d394f010adc1f9d7e4394a9b18cd8511a56f2a7e06a9163df85eda182a696',79817,2,'acute','acute-extension-floor','5cb0c1a55fdf7ec1fbd5a16f67bf1c9453669bb45cb388cb5878ee81e7bd2f87','0.2.0','2026-11-28T17:18:40.407487+00:00','',0,0);
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,            -- roster, options, brand and folder: the same work, the same key
  started TEXT NOT NULL,
  finished TEXT,
  state TEXT NOT NULL,          -- running, done, interrupted
  folder TEXT NOT NULL,
  roster_sha256 TEXT NOT NULL,
  brand_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  options TEXT NOT NULL,        -- JSON, as chosen on the command line, without the roster
  expected INTEGER NOT NULL,
  date TEXT NOT NULL            -- that of handouts whose row has none
) STRICT;
INSERT INTO "runs" VALUES(1,'711078561f4e7d3b8e837edfc1de728d165601d025ba65331a06db38a6357364','2026-11-28T17:18:36.158478+00:00',NULL,'running','run','e76c6008c390e93b0f1ef683e4e3575db7eb3823254510db05b2b0cb1c222c91','eab6f3c1a123145452e57eb5fb1e318e4d3b0d0b2c9ac6a2709a2cc1339ba531','0.1.0','{"brand": "/desk/brand", "delimiter": "", "encoding": "", "given": {}, "pattern": "{date}-{stage}-{id}", "sheet": "", "site": ""}',3,'2026-11-28');
CREATE INDEX handouts_by_id ON handouts(handout_id);
CREATE INDEX handouts_by_version ON handouts(content_version);
CREATE INDEX exercises_by_name ON exercises(exercise);
CREATE INDEX runs_by_key ON runs(key);
COMMIT;
PRAGMA user_version=1;
