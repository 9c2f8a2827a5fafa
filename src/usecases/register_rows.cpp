#include "usecases/register_rows.h"

#include "domain/company_name.h"
#include "domain/lei.h"
#include "domain/prefecture.h"
#include "domain/register_source.h"

namespace usecases {

storage::RegisterRow to_storage(domain::RegisterRow row) {
  return {.number = std::move(row.corporate_number),
          .name = row.name,
          .name_key = domain::company_name_key(row.name),
          .name_kana = std::move(row.name_kana),
          .name_latin = std::move(row.name_latin),
          .kind = std::move(row.kind),
          .country = "JP",
          .prefecture = std::move(row.prefecture),
          .city = std::move(row.city),
          .street = std::move(row.street),
          .postal_code = std::move(row.postal_code),
          .address_latin = row.address_latin.empty() ? "" : row.address_latin + ", " + row.prefecture_latin,
          .active = row.active(),
          .status = std::move(row.process),
          .updated_on = std::move(row.updated_on),
          .changed_on = std::move(row.changed_on),
          .closed_on = std::move(row.closed_on),
          .close_cause = std::move(row.close_cause),
          .successor = std::move(row.successor)};
}

storage::RegisterRow to_storage(domain::LeiRow row) {
  const auto prefecture = domain::prefecture_name(row.region);
  return {.number = std::move(row.lei),
          .authority = std::move(row.registration_authority),
          .registered_number = domain::registered_number_key(row.registered_number),
          .name = row.name,
          .name_key = domain::company_name_key(row.name),
          .name_latin = std::move(row.name_latin),
          .country = std::move(row.country),
          .jurisdiction = std::move(row.jurisdiction),
          .prefecture = prefecture.empty() ? std::move(row.region) : std::string(prefecture),
          .city = std::move(row.city),
          .street = std::move(row.street),
          .postal_code = std::move(row.postal_code),
          .active = row.active(),
          .status = std::move(row.registration_status),
          .updated_on = std::move(row.updated_on),
          .closed_on = std::move(row.expired_on),
          .successor = std::move(row.successor)};
}

domain::RegisterRow to_nta_row(const storage::RegisterRow& row) {
  domain::RegisterRow out;
  out.corporate_number = row.number;
  out.name = row.name;
  out.prefecture = row.prefecture;
  out.city = row.city;
  out.street = row.street;
  out.postal_code = row.postal_code;
  out.name_latin = row.name_latin;
  out.name_kana = row.name_kana;
  return out;
}

domain::LeiRow to_lei_row(const storage::RegisterRow& row) {
  domain::LeiRow out;
  out.lei = row.number;
  out.name = row.name;
  out.name_latin = row.name_latin;
  out.street = row.street;
  out.city = row.city;
  out.region = row.prefecture;
  out.country = row.country;
  out.postal_code = row.postal_code;
  out.registered_number = row.registered_number;
  out.registration_status = row.status;
  return out;
}

bool is_renamed(const storage::RegisterRow& row) {
  constexpr std::string_view renamed = "11"; // 処理区分: 商号又は名称の変更
  return row.source == domain::register_source::nta && row.status == renamed;
}

} // namespace usecases
