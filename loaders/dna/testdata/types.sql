-- What both versions have alike.
INSERT INTO CODERS(ID, Name, Password) VALUES (1, 'Admin', 'a hash that nobody may see'), (2, 'Ana', ''), (3, 'Бо', '');
INSERT INTO STATEMENTTYPES(ID, Label) VALUES (1, 'DNA Statement'), (2, 'Annotation'), (3, 'Claim'), (4, 'Story');
INSERT INTO VARIABLES(ID, Variable, DataType, StatementTypeId) VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
 (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2),
 (6, 'person', 'short text', 3), (7, 'Organization', 'short text', 3), (8, 'concept', 'short text', 3), (9, 'agreement', 'integer', 3),
 (10, 'hero', 'short text', 4);
-- Positions in the text are UTF-16 units: an emoji is two, a CRLF two.
INSERT INTO DOCUMENTS(ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date) VALUES
 (1, 'Ferry talks 🛳', '⛴ 🛳 Zoé Marsh of the Guild said tolls must fall.' || char(13, 10) || 'Лин opposes it: «мито» stays 🐟.', 2, 'Jan Roe', 'Salo Courier', 'p. 3', '', 'news', 1929484800),
 (4, 'Minutes', char(65279) || 'The Guild asked the Council. All agreed.', 1, '', '', '', 'copied', '', 1929484800 + 86400 + 3600);
INSERT INTO STATEMENTS(ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES
 (7, 1, 1, 52, 83, 3), (3, 1, 1, 5, 50, 2), (9, 2, 1, 68, 74, 3), (10, 4, 1, 5, 15, 2), (12, 3, 4, 1, 29, NULL), (13, 1, 4, 30, 41, 1);
INSERT INTO DATABOOLEAN(StatementId, VariableId, Value) VALUES (3, 4, 1), (7, 4, 0), (13, 4, 1);
INSERT INTO DATAINTEGER(StatementId, VariableId, Value) VALUES (12, 9, 1);
INSERT INTO DATALONGTEXT(StatementId, VariableId, Value) VALUES (9, 5, 'which toll?');
