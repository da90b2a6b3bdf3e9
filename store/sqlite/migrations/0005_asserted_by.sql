-- Schema 5. The imports that assert a contribution as it stands, a JSON array; until now
-- those that brought its claims.
ALTER TABLE contribution ADD COLUMN assertedBy TEXT NOT NULL DEFAULT '[]';
UPDATE contribution SET assertedBy = (SELECT json_group_array(DISTINCT c.import) FROM contribution_claim c WHERE c.contribution = contribution.id AND c.import <> '');
