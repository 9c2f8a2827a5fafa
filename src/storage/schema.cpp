#include "storage/migrations.h"
#include "storage/statement.h"

namespace storage {
namespace {

struct Column {
  std::string name;
  std::string type;
  bool required;
};
BOOST_DESCRIBE_STRUCT(Column, (), (name, type, required))

/// `name` is empty for what a constraint of the table made.
struct Index {
  std::string name;
  bool is_unique;
  bool is_primary;
  bool is_partial;
  std::string columns;
};
BOOST_DESCRIBE_STRUCT(Index, (), (name, is_unique, is_primary, is_partial, columns))

/// How an engine tells of tables; each query takes the table's name and sorts what it returns.
struct Catalogue {
  std::string_view tables;
  std::string_view columns;
  std::string_view indexes;
  std::string_view references;
};

constexpr Catalogue sqlite{
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    "SELECT name, CASE type WHEN 'INTEGER' THEN 'bigint' ELSE lower(type) END, \"notnull\" OR pk > 0 FROM pragma_table_info($1) ORDER BY "
    "cid",
    "SELECT CASE WHEN l.origin = 'c' THEN l.name ELSE '' END AS shown, l.\"unique\", l.origin = 'pk', l.partial, "
    "(SELECT group_concat(i.name, ', ') FROM pragma_index_info(l.name) i) AS named FROM pragma_index_list($1) l "
    "UNION ALL SELECT '', TRUE, TRUE, FALSE, name FROM pragma_table_info($1) WHERE pk > 0 AND type = 'INTEGER' ORDER BY shown, named",
    "SELECT \"from\" || ' -> ' || \"table\" || ' (' || \"to\" || ')' AS line FROM pragma_foreign_key_list($1) ORDER BY line",
};

constexpr Catalogue postgresql{
    "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' "
    "ORDER BY table_name::text COLLATE \"C\"",
    "SELECT column_name::text, COALESCE(domain_name, data_type)::text, is_nullable = 'NO' FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
    "SELECT * FROM (SELECT CASE WHEN k.oid IS NULL THEN c.relname::text ELSE '' END AS shown, x.indisunique, x.indisprimary, x.indpred IS "
    "NOT NULL, "
    "(SELECT string_agg(a.attname::text, ', ' ORDER BY p.place) FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS p (number, place) "
    "JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = p.number) AS named FROM pg_index x "
    "JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid "
    "LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid AND k.contype IN ('p', 'u') "
    "WHERE t.relname = $1 AND t.relnamespace = current_schema()::regnamespace) AS found ORDER BY shown COLLATE \"C\", named COLLATE \"C\"",
    "SELECT * FROM (SELECT a.attname || ' -> ' || f.relname || ' (' || b.attname || ')' AS line FROM pg_constraint k "
    "JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid "
    "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
    "JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] "
    "WHERE k.contype = 'f' AND t.relname = $1 AND t.relnamespace = current_schema()::regnamespace) AS found ORDER BY line COLLATE \"C\"",
};

std::string describe(const Index& index) {
  if (index.is_primary) return "  primary key (" + index.columns + ")\n";
  std::string line = index.is_unique ? "  unique" : "  index";
  if (!index.name.empty()) line += " " + index.name;
  return line + " (" + index.columns + ")" + (index.is_partial ? " partial\n" : "\n");
}

core::Result<std::string> describe_table(Transaction& tx, const Catalogue& catalogue, const std::string& table) {
  std::string text = "table " + table + "\n";
  for (const auto& column : TRY(tx.query<Column>(catalogue.columns, table)))
    text += "  " + column.name + " " + column.type + (column.required ? " not null\n" : "\n");
  for (const auto& index : TRY(tx.query<Index>(catalogue.indexes, table))) text += describe(index);
  for (const auto& line : TRY(tx.query<std::string>(catalogue.references, table))) text += "  references " + line + "\n";
  return text;
}

} // namespace

core::Result<std::string> describe_schema(Database& db) {
  return db.read([](Transaction& tx) -> core::Result<std::string> {
    const auto& catalogue = tx.engine() == Engine::sqlite ? sqlite : postgresql;
    std::string text;
    for (const auto& table : TRY(tx.query<std::string>(catalogue.tables))) text += TRY(describe_table(tx, catalogue, table));
    return text;
  });
}

} // namespace storage
