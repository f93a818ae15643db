-- A ledger of schema version 1, as the program wrote it at commit c067f57, dumped by SQLite.
BEGIN TRANSACTION;
CREATE TABLE exercises (
  run INTEGER NOT NULL, row INTEGER NOT NULL, exercise TEXT NOT NULL,
  PRIMARY KEY (run, row, exercise),
  FOREIGN KEY (run, row) REFERENCES handouts(run, row)
) STRICT, WITHOUT ROWID;
INSERT INTO "exercises" VALUES(1,2,'belly-breathing');
INSERT INTO "exercises" VALUES(1,3,'belly-breathing');
INSERT INTO "exercises" VALUES(1,4,'bridge');
INSERT INTO "exercises" VALUES(1,4,'figure-four-stretch');
INSERT INTO "exercises" VALUES(1,4,'hip-hinge-lift');
INSERT INTO "exercises" VALUES(1,2,'knee-rolls');
INSERT INTO "exercises" VALUES(1,3,'knee-rolls');
INSERT INTO "exercises" VALUES(1,2,'nerve-slider-lying');
INSERT INTO "exercises" VALUES(1,3,'nerve-slider-lying');
INSERT INTO "exercises" VALUES(1,2,'pelvic-tilt');
INSERT INTO "exercises" VALUES(1,3,'pelvic-tilt');
INSERT INTO "exercises" VALUES(1,2,'rest-side-lying');
INSERT INTO "exercises" VALUES(1,3,'rest-side-lying');
INSERT INTO "exercises" VALUES(1,4,'side-bridge');
INSERT INTO "exercises" VALUES(1,4,'side-leg-lift');
INSERT INTO "exercises" VALUES(1,4,'single-leg-stand');
INSERT INTO "exercises" VALUES(1,2,'tummy-brace');
INSERT INTO "exercises" VALUES(1,3,'tummy-brace');
INSERT INTO "exercises" VALUES(1,2,'walking');
INSERT INTO "exercises" VALUES(1,4,'walking');
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
INSERT INTO "handouts" VALUES(1,2,X'73290D372EFED7B93510309E51A66A4E','PFV5-Q68D','2026-11-25-acute-PFV5-Q68D.pdf','62559e8becbc779a5369b5e30bd60643202e0b4c54ebfcce408e038e5f7af3dc',132098,6,'acute','acute-none-floor','0d2d82d3e3bedff25ae4c56873c955839ac2113b7a9a90cd747fd8eddfba39fe','0.2.0','2026-11-27T23:30:54.872855+00:00','',0,0);
INSERT INTO "handouts" VALUES(1,3,X'3338000C5B7C7A7D0FA612049B9BA10D','SF3A-HTY8','2026-11-25-acute-SF3A-HTY8.pdf','5e1d1a401d68dee1b1e5a80375e04d0c3c1a76a56c19493bda313791c22610bd',123549,5,'acute','acute-none-floor','a2b331bf058a2a50702a5b5d97997b9579dabc07576e6ab2df7a2b800d6b2d7f','0.2.0','2026-11-27T23:30:54.872855+00:00','',0,0);
INSERT INTO "handouts" VALUES(1,4,X'CDF0C6526F9D350BAD151A59DBA4CF32','JW2W-YC9D','2026-11-25-chronic-JW2W-YC9D.pdf','e3740a2dc2399122787900bbd179fe3544ad2e581d9018fed99c4706b4d65a79',145085,6,'chronic','chronic-a','7f681ec3dc40afd0b59dc11a9d9fba00b654cc11035c8468473f31ff4610505e','0.2.0','2026-11-27T23:30:54.872855+00:00','',0,0);
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
INSERT INTO "runs" VALUES(1,'37aab5eef58ac3dc6b52f5480b2f7bdcd0e405df59a8a5bb0e7e77cb2f9390f9','2026-11-27T23:30:53.325098+00:00','2026-11-27T23:30:54.874107+00:00','done','out','9fb987fef07545de55b93f969f082858147a56b494c5f369b98102615a3915ba','913ace4757775ca2f94fd7825755ff141ff909f80dcef11bde4004aadaa95cf0','0.1.0','{"brand": "/tmp/old-handouts/handouts/brand/default", "delimiter": "", "encoding": "", "given": {}, "pattern": "{date}-{stage}-{id}", "sheet": "", "site": ""}',3,'2026-11-27');
CREATE INDEX handouts_by_id ON handouts(handout_id);
CREATE INDEX handouts_by_version ON handouts(content_version);
CREATE INDEX exercises_by_name ON exercises(exercise);
CREATE INDEX runs_by_key ON runs(key);
COMMIT;
PRAGMA user_version=1;
