INSERT INTO ENTITIES(ID, VariableId, Value, ChildOf) VALUES (1, 1, '', NULL), (2, 1, 'Zoé Marsh', NULL), (3, 1, 'Лин', NULL), (4, 2, '', NULL), (5, 2, 'Fishers’ Guild', 9),
 (6, 3, 'Tolls must fall.', NULL), (7, 3, '', NULL), (8, 6, '', NULL), (9, 2, 'Guilds', NULL), (10, 7, 'Fishers’ Guild', NULL), (11, 8, 'Tolls must fall.', NULL),
 (12, 10, 'Zoé Marsh', NULL), (13, 1, 'Nobody of a statement', NULL);
INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) VALUES (3, 1, 2), (3, 2, 5), (3, 3, 6), (7, 1, 3), (7, 2, 4), (7, 3, 6), (10, 10, 12),
 (12, 6, 8), (12, 7, 10), (12, 8, 11), (13, 1, 2), (13, 2, 4), (13, 3, 7);
INSERT INTO ATTRIBUTEVARIABLES(ID, VariableId, AttributeVariable) VALUES (1, 1, 'Type'), (2, 2, 'Type'), (3, 2, 'Alias'), (4, 3, 'Notes'), (5, 2, 'Notes');
INSERT INTO ATTRIBUTEVALUES(EntityId, AttributeVariableId, AttributeValue) VALUES (2, 1, 'Fishers'), (5, 2, 'ngo'), (5, 3, 'The Guild; F. G.'), (5, 5, ''), (6, 4, 'The tolls of 2031.'), (13, 1, 'x');
