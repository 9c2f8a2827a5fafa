#include "storage/audit_names.h"

#include "storage/page.h"

#include <algorithm>
#include <array>
#include <span>

namespace storage {
namespace {

struct NameRow {
  std::string name;
  std::string role;
  std::string number;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (name, role, number))

/// How an id's kind is looked up: `$1` is the id.
struct LookUp {
  std::string_view prefix;
  std::string_view kind;
  std::string_view sql;
};

constexpr std::array actors{
    LookUp{"usr_", "user", "SELECT name, role, '' FROM users WHERE id = $1"},
    LookUp{"key_", "api_key", "SELECT name, '', '' FROM api_keys WHERE id = $1"},
    LookUp{"app_", "applicant",
           "SELECT CASE WHEN o.recipient_name = '' THEN o.orderer_name ELSE o.recipient_name END, '', a.number FROM applications a "
           "JOIN orders o ON o.id = a.order_id WHERE a.id = $1"},
    LookUp{"ord_", "orderer", "SELECT orderer_name, '', number FROM orders WHERE id = $1"},
    LookUp{"quo_", "orderer", "SELECT recipient_name, '', number FROM quotes WHERE id = $1"},
    LookUp{"lnk_", "link_holder",
           "SELECT COALESCE(c.person, l.email), COALESCE(c.role, ''), a.number FROM consent_links l JOIN applications a ON "
           "a.id = l.application_id LEFT JOIN consents c ON c.link_id = l.id WHERE l.id = $1 ORDER BY c.role"}};

/// Columns: label, '', the id of the page's thing.
constexpr std::array objects{
    LookUp{"cas_", "case", "SELECT a.number, '', c.id FROM cases c JOIN applications a ON a.id = c.application_id WHERE c.id = $1"},
    LookUp{
        "app_", "application",
        "SELECT a.number, '', COALESCE(c.id, a.order_id) FROM applications a LEFT JOIN cases c ON c.application_id = a.id WHERE a.id = $1"},
    LookUp{"ord_", "order", "SELECT number, '', id FROM orders WHERE id = $1"},
    LookUp{"quo_", "quote", "SELECT number, '', '' FROM quotes WHERE id = $1"},
    LookUp{"cal_", "call",
           "SELECT a.number, '', c.id FROM calls l JOIN cases c ON c.id = l.case_id JOIN applications a ON a.id = c.application_id "
           "WHERE l.id = $1"},
    LookUp{"dcv_", "validation",
           "SELECT v.fqdn, '', COALESCE(c.id, '') FROM domain_validations v LEFT JOIN cases c ON c.application_id = v.application_id "
           "WHERE v.id = $1"},
    LookUp{"crt_", "certificate", "SELECT common_name, '', id FROM certificates WHERE id = $1"},
    LookUp{"usr_", "user", "SELECT name, '', '' FROM users WHERE id = $1"},
    LookUp{"key_", "api_key", "SELECT name, '', '' FROM api_keys WHERE id = $1"},
    LookUp{"lnk_", "consent_link",
           "SELECT a.number, '', COALESCE(c.id, '') FROM consent_links l JOIN applications a ON a.id = l.application_id "
           "LEFT JOIN cases c ON c.application_id = a.id WHERE l.id = $1"},
    LookUp{"org_", "organization", "SELECT name, '', '' FROM organizations WHERE id = $1"},
    LookUp{"isr_", "issuer", "SELECT slug, '', '' FROM issuers WHERE id = $1"},
    LookUp{"den_", "denied_entry", "SELECT value, '', '' FROM denied_entries WHERE id = $1"},
    LookUp{"imp_", "register_import", "SELECT file_name, '', '' FROM register_imports WHERE id = $1"},
    LookUp{"hol_", "holiday_list", "SELECT file_name, '', '' FROM holiday_lists WHERE id = $1"}};

const LookUp* look_up(std::span<const LookUp> known, std::string_view id) {
  const auto found = std::ranges::find_if(known, [&](const LookUp& one) { return id.starts_with(one.prefix); });
  return found == known.end() ? nullptr : &*found;
}

constexpr std::int64_t most_found = 100;

} // namespace

core::Result<ActorName> find_actor_name(Transaction& tx, const std::string& id) {
  if (id == "system") return ActorName{"system", {}, {}, {}};
  const auto* known = look_up(actors, id);
  if (known == nullptr) return ActorName{"visitor", {}, {}, {}};
  ActorName actor{std::string(known->kind), {}, {}, {}};
  for (auto& row : TRY(tx.query<NameRow>(known->sql, id))) {
    actor.name = std::move(row.name);
    actor.number = std::move(row.number);
    if (!row.role.empty()) actor.roles.push_back(std::move(row.role));
  }
  return actor;
}

core::Result<ObjectName> find_object_name(Transaction& tx, const std::string& id) {
  const auto* known = look_up(objects, id);
  if (known == nullptr) return ObjectName{"other", id, {}};
  const auto row = TRY(tx.one<NameRow>(known->sql, id));
  return ObjectName{std::string(known->kind), row && !row->name.empty() ? row->name : id, row ? row->number : std::string()};
}

core::Result<std::vector<std::string>> find_actors(Transaction& tx, const std::string& words) {
  if (words == "system") return std::vector<std::string>{words};
  auto ids = TRY(tx.query<std::string>(
      "SELECT id FROM (SELECT id FROM users WHERE LOWER(name) LIKE $1 ESCAPE '\\' OR LOWER(email) LIKE $1 ESCAPE '\\' "
      "UNION SELECT id FROM api_keys WHERE LOWER(name) LIKE $1 ESCAPE '\\' "
      "UNION SELECT link_id FROM consents WHERE LOWER(person) LIKE $1 ESCAPE '\\' OR LOWER(email) LIKE $1 ESCAPE '\\' "
      "UNION SELECT id FROM orders WHERE LOWER(orderer_name) LIKE $1 ESCAPE '\\' OR LOWER(orderer_email) LIKE $1 ESCAPE '\\' "
      "UNION SELECT a.id FROM applications a JOIN orders o ON o.id = a.order_id WHERE LOWER(o.orderer_name) LIKE $1 ESCAPE '\\' OR "
      "LOWER(o.orderer_email) LIKE $1 ESCAPE '\\' OR LOWER(o.recipient_name) LIKE $1 ESCAPE '\\' OR "
      "LOWER(o.recipient_email) LIKE $1 ESCAPE '\\') AS found ORDER BY id DESC LIMIT $2",
      containing(words), most_found));
  ids.push_back(words);
  return ids;
}

core::Result<std::vector<std::string>> find_objects(Transaction& tx, const std::string& number) {
  auto ids = TRY(tx.query<std::string>(
      "SELECT id FROM applications WHERE number = $1 "
      "UNION SELECT id FROM quotes WHERE number = $1 "
      "UNION SELECT id FROM orders WHERE number = $1 "
      "UNION SELECT c.id FROM cases c JOIN applications a ON a.id = c.application_id WHERE a.number = $1 "
      "UNION SELECT v.id FROM domain_validations v JOIN applications a ON a.id = v.application_id WHERE a.number = $1 "
      "UNION SELECT l.id FROM consent_links l JOIN applications a ON a.id = l.application_id WHERE a.number = $1 "
      "UNION SELECT k.id FROM certificates k JOIN applications a ON a.id = k.application_id WHERE a.number = $1 "
      "UNION SELECT k.id FROM calls k JOIN cases c ON c.id = k.case_id JOIN applications a ON a.id = c.application_id WHERE a.number = $1",
      number));
  ids.push_back(number);
  return ids;
}

} // namespace storage
