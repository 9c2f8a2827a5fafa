#include "storage/certificates.h"

namespace storage {
namespace {

constexpr std::string_view filter_sql(CertificateFilter filter) {
  switch (filter) {
  case CertificateFilter::all:
    return "";
  case CertificateFilter::active:
    return " AND status = 'active' AND not_after >= $2";
  case CertificateFilter::expired:
    return " AND status <> 'revoked' AND not_after < $2";
  case CertificateFilter::revoked:
    return " AND status = 'revoked'";
  case CertificateFilter::reissued:
    return " AND status = 'reissued' AND not_after >= $2";
  case CertificateFilter::renewed:
    return " AND status = 'renewed' AND not_after >= $2";
  }
  return "";
}

/// A serial number in hexadecimal, with or without colons; empty where q is none.
core::Bytes serial_in(std::string_view q) {
  std::string digits;
  for (const char c : q)
    if (c != ':' && c != ' ') digits += c;
  if (digits.size() < 16) return {};
  return core::from_hex(digits).value_or(core::Bytes{});
}

/// `$1` tenant, `$2` now, `$3` expires before, `$4` pattern, `$5` serial.
std::string where(const CertificateQuery& query) {
  std::string sql = query.tenant.str().empty() ? " WHERE TRUE" : " WHERE account_id = $1";
  sql += filter_sql(query.filter);
  if (query.expires_before) sql += " AND not_after < $3";
  if (!query.q.empty())
    sql += R"( AND (lower(common_name) LIKE $4 ESCAPE '\' OR lower(names) LIKE $4 ESCAPE '\')"
           R"( OR lower(organization_name) LIKE $4 ESCAPE '\' OR serial = $5))";
  return sql;
}

struct Order {
  std::string_view column;
  std::string_view comparison;
  std::string_view direction;
};
constexpr Order order_of(CertificateSort sort) {
  switch (sort) {
  case CertificateSort::not_after:
    return {"not_after", ">", "ASC"};
  case CertificateSort::not_after_descending:
    return {"not_after", "<", "DESC"};
  case CertificateSort::common_name:
    return {"common_name", ">", "ASC"};
  }
  return {};
}

std::string sort_value(const CertificateSummaryRow& row, CertificateSort sort) {
  return sort == CertificateSort::common_name ? row.common_name : std::to_string(core::to_unix(row.not_after));
}

} // namespace

core::Result<Page<CertificateSummaryRow>> list_certificates(Transaction& tx, const CertificateQuery& query) {
  const auto after = TRY(parse_cursor(query.after));
  const auto order = order_of(query.sort);
  const bool by_name = query.sort == CertificateSort::common_name;
  std::string sql = "SELECT " + columns<CertificateSummaryRow>() + " FROM certificates" + where(query);
  if (after)
    sql.append(" AND (").append(order.column).append(", id) ").append(order.comparison).append(by_name ? " ($6, $8)" : " ($7, $8)");
  sql.append(" ORDER BY ").append(order.column).append(" ").append(order.direction).append(", id ").append(order.direction);
  sql += " LIMIT $9";
  const std::int64_t number = after && !by_name ? TRY(cursor_number(*after)) : 0;
  auto rows =
      TRY(tx.query<CertificateSummaryRow>(sql, query.tenant.str(), query.now, query.expires_before.value_or(query.now), containing(query.q),
                                          serial_in(query.q), after ? after->value : "", number, after ? after->id : "", query.limit + 1));
  return make_page(std::move(rows), query.limit, [&](const CertificateSummaryRow& row) { return sort_value(row, query.sort); });
}

core::Result<std::int64_t> count_certificates(Transaction& tx, const CertificateQuery& query, std::int64_t most) {
  const auto sql = "SELECT COUNT(*) FROM (SELECT 1 FROM certificates" + where(query) + " LIMIT $6) AS matching";
  return TRY(tx.one<std::int64_t>(sql, query.tenant.str(), query.now, query.expires_before.value_or(query.now), containing(query.q),
                                  serial_in(query.q), most + 1))
      .value_or(0);
}

} // namespace storage
