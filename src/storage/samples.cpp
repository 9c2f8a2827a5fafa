#include "storage/samples.h"

#include "storage/statement.h"

namespace storage {
namespace {

/// The domain proofs of a case serve every organization of its account, so any certificate of the account may rest on it.
constexpr std::string_view retained =
    "SELECT c.id, a.number, COALESCE(o.name, ''), c.status, c.opened_at, a.decided_at, "
    "(SELECT MAX(r.collected_at) FROM vetting_records r WHERE r.case_id = c.id), "
    "(SELECT MAX(t.not_after) FROM certificates t WHERE t.account_id = c.account_id), "
    "(SELECT MAX(t.issued_at) FROM certificates t WHERE t.account_id = c.account_id), "
    "(SELECT COUNT(*) FROM vetting_records r WHERE r.case_id = c.id), d.id, d.asked_by, d.approved_at "
    "FROM cases c JOIN applications a ON a.id = c.application_id LEFT JOIN organizations o ON o.id = a.organization_id "
    "LEFT JOIN record_destructions d ON d.case_id = c.id";

} // namespace

core::Result<std::vector<IssuedRow>> list_issued(Transaction& tx, core::Instant from, core::Instant until) {
  return list<IssuedRow, "FROM certificates WHERE issued_at >= $1 AND issued_at < $2 ORDER BY issued_at, id">(tx, from, until);
}

core::Result<std::optional<std::string>> find_case_behind(Transaction& tx, const IssuedRow& certificate) {
  if (certificate.application_id) return tx.one<std::string>("SELECT id FROM cases WHERE application_id = $1", *certificate.application_id);
  if (!certificate.organization_id) return std::nullopt;
  return tx.one<std::string>("SELECT c.id FROM cases c JOIN applications a ON a.id = c.application_id WHERE a.account_id = $2 AND "
                             "a.organization_id = $1 AND c.status = 'approved' ORDER BY c.opened_at DESC, c.id DESC LIMIT 1",
                             *certificate.organization_id, certificate.account_id);
}

core::Result<std::optional<CaseId>> find_case_numbered(Transaction& tx, std::string_view number) {
  return tx.one<CaseId>("SELECT c.id FROM cases c JOIN applications a ON a.id = c.application_id WHERE a.number = $1", number);
}

core::Result<std::vector<IssuedRow>> list_certificates_on(Transaction& tx, const ApplicationId& application,
                                                          const std::optional<OrganizationId>& organization) {
  return list<IssuedRow, "FROM certificates WHERE account_id = (SELECT account_id FROM applications WHERE id = $1) AND "
                         "(application_id = $1 OR organization_id = $2) ORDER BY issued_at, id">(
      tx, application, organization ? organization->str() : std::string());
}

core::Result<RetainedRow> load_retained(Transaction& tx, const CaseId& id) {
  return core::require(TRY(tx.one<RetainedRow>(std::string(retained) + " WHERE c.id = $1", id)), core::errors::not_found);
}

core::Result<Page<RetainedRow>> list_retained(Transaction& tx, std::string_view after, std::int64_t limit) {
  const auto cursor = TRY(parse_cursor(after));
  const std::int64_t seen = cursor ? TRY(cursor_number(*cursor)) : 0;
  std::string sql(retained);
  if (cursor) sql += " WHERE (c.opened_at, c.id) > ($1, $2)";
  sql += " ORDER BY c.opened_at, c.id LIMIT $3";
  auto rows = TRY(tx.query<RetainedRow>(sql, seen, cursor ? cursor->id : "", limit + 1));
  Page<RetainedRow> page{std::move(rows), std::nullopt};
  if (std::ssize(page.items) <= limit) return page;
  page.items.erase(page.items.begin() + limit, page.items.end());
  page.next = to_text({std::to_string(core::to_unix(page.items.back().opened_at)), page.items.back().case_id.str()});
  return page;
}

} // namespace storage
