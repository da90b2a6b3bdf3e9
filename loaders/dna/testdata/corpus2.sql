UPDATE DOCUMENTS SET Date = Date * 1000;
UPDATE DOCUMENTS SET Author = NULL, Section = NULL WHERE ID = 4;
INSERT INTO DATASHORTTEXT(StatementId, VariableId, Value) VALUES (3, 1, 'Zoé Marsh'), (3, 2, 'Fishers’ Guild'), (3, 3, 'Tolls must fall.'), (7, 1, 'Лин'), (7, 2, ''), (7, 3, 'Tolls must fall.'),
 (10, 10, 'Zoé Marsh'), (12, 6, NULL), (12, 7, 'Fishers’ Guild'), (12, 8, 'Tolls must fall.'), (13, 1, 'Zoé Marsh'), (13, 2, ''), (13, 3, '');
INSERT INTO ATTRIBUTES(VariableId, Value, Type, Alias, Notes, ChildOf) VALUES (1, '', '', '', '', ''), (1, 'Zoé Marsh', 'Fishers', '', '', ''), (2, 'Fishers’ Guild', 'ngo', 'The Guild; F. G.', '', 'Guilds'),
 (3, 'Tolls must fall.', '', '', 'The tolls of 2031.', NULL), (2, 'Guilds', '', '', '', '');
INSERT INTO STATEMENTLINKS(SourceId, TargetId) VALUES (3, 7);
