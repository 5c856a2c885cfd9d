ALTER TABLE `topic` ADD `phrases` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
-- The index of words gets a column for them; the weights of the columns stand in src/topic/store.ts.
DROP TABLE `topic_text`;
--> statement-breakpoint
CREATE VIRTUAL TABLE `topic_text` USING fts5(names, summary, commands, body, phrases, tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3');
--> statement-breakpoint
INSERT INTO `topic_text` (`rowid`, `names`, `summary`, `commands`, `body`, `phrases`)
SELECT `id`, `slug` || ' ' || `title` || ' ' || replace(`aliases`, '","', ' '), `summary`, `commands`, `details` || ' ' || `misconceptions`, ''
FROM `topic` WHERE `retired_at` IS NULL;
