#include "domain/lei_csv.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/errors.h"
#include "domain/latin_name.h"
#include "domain/lei.h"

#include <algorithm>

namespace domain {
namespace {

using core::Result;
using Fields = std::vector<std::string>;

enum class Need : std::uint8_t { required, optional };
struct Column {
  std::string_view name;
  std::string LeiRow::* field;
  Need need = Need::optional;
};

/// Columns that go into one field are tried in this order: address lines join, of names the first in Latin letters is kept, and
/// elsewhere the first that is not empty.
constexpr std::array columns{
    Column{"LEI", &LeiRow::lei, Need::required},
    Column{"Entity.LegalName", &LeiRow::name, Need::required},
    Column{"Entity.OtherEntityNames.OtherEntityName.1", &LeiRow::name_latin},
    Column{"Entity.OtherEntityNames.OtherEntityName.2", &LeiRow::name_latin},
    Column{"Entity.OtherEntityNames.OtherEntityName.3", &LeiRow::name_latin},
    Column{"Entity.OtherEntityNames.OtherEntityName.4", &LeiRow::name_latin},
    Column{"Entity.OtherEntityNames.OtherEntityName.5", &LeiRow::name_latin},
    Column{"Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1", &LeiRow::name_latin},
    Column{"Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.2", &LeiRow::name_latin},
    Column{"Entity.LegalAddress.FirstAddressLine", &LeiRow::street},
    Column{"Entity.LegalAddress.AdditionalAddressLine.1", &LeiRow::street},
    Column{"Entity.LegalAddress.AdditionalAddressLine.2", &LeiRow::street},
    Column{"Entity.LegalAddress.AdditionalAddressLine.3", &LeiRow::street},
    Column{"Entity.LegalAddress.City", &LeiRow::city},
    Column{"Entity.LegalAddress.Region", &LeiRow::region},
    Column{"Entity.LegalAddress.Country", &LeiRow::country, Need::required},
    Column{"Entity.LegalAddress.PostalCode", &LeiRow::postal_code},
    Column{"Entity.RegistrationAuthority.RegistrationAuthorityID", &LeiRow::registration_authority},
    Column{"Entity.RegistrationAuthority.RegistrationAuthorityEntityID", &LeiRow::registered_number},
    Column{"Entity.LegalJurisdiction", &LeiRow::jurisdiction},
    Column{"Entity.EntityStatus", &LeiRow::entity_status, Need::required},
    Column{"Entity.EntityExpirationDate", &LeiRow::expired_on},
    Column{"Entity.SuccessorEntity.1.SuccessorLEI", &LeiRow::successor},
    Column{"Registration.RegistrationStatus", &LeiRow::registration_status, Need::required},
    Column{"Registration.LastUpdateDate", &LeiRow::updated_on, Need::required},
};

void put(LeiRow& row, const Column& column, std::string value) {
  auto& field = row.*column.field;
  if (value.empty()) return;
  if (column.field == &LeiRow::street && !field.empty())
    field += ", " + value;
  else if (field.empty() && (column.field != &LeiRow::name_latin || is_latin(value)))
    field = std::move(value);
}

bool is_country(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// An instant in any time zone's writing to its date as written.
Result<void> cut_to_date(std::string& text, std::string column, std::size_t line) {
  if (text.empty()) return {};
  constexpr std::size_t date_size = 10;
  if (!core::parse_date(text.substr(0, date_size))) return refuse_register_row(line, std::move(column), text);
  text.resize(date_size);
  return {};
}

Result<void> check_row(LeiRow& row, std::size_t line) {
  if (const auto lei = Lei::parse(row.lei); !lei || lei->str() != row.lei) return refuse_register_row(line, "LEI", row.lei);
  if (row.name.empty()) return refuse_register_row(line, "Entity.LegalName", row.name);
  if (!is_country(row.country)) return refuse_register_row(line, "Entity.LegalAddress.Country", row.country);
  if (row.entity_status.empty()) return refuse_register_row(line, "Entity.EntityStatus", row.entity_status);
  if (row.registration_status.empty()) return refuse_register_row(line, "Registration.RegistrationStatus", row.registration_status);
  if (row.updated_on.empty()) return refuse_register_row(line, "Registration.LastUpdateDate", row.updated_on);
  TRY(cut_to_date(row.updated_on, "Registration.LastUpdateDate", line));
  return cut_to_date(row.expired_on, "Entity.EntityExpirationDate", line);
}

} // namespace

bool LeiRow::active() const {
  return entity_status == "ACTIVE" && (registration_status == "ISSUED" || registration_status == "LAPSED" ||
                                       registration_status == "PENDING_TRANSFER" || registration_status == "PENDING_ARCHIVAL");
}

bool is_lei_file(core::ByteView head) {
  auto text = core::as_text(head);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return text.starts_with("LEI,") || text.starts_with("\"LEI\",");
}

Result<void> LeiReader::take_header(const Fields& names) {
  column_count_ = names.size();
  for (const auto& column : columns) {
    const auto found = std::ranges::find(names, column.name);
    if (found == names.end() && column.need == Need::required)
      return core::fail(errors::register_column_missing, {{"column", std::string(column.name)}});
    places_.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  return {};
}

Result<LeiRow> LeiReader::parse(std::string_view record, std::size_t line) const {
  if (!core::is_utf8(record)) return core::fail(errors::register_file_encoding, {{"line", std::to_string(line)}});
  auto fields = TRY(split_csv_record(record, line));
  if (fields.size() != column_count_) return refuse_register_row(line, "-", std::to_string(fields.size()));
  LeiRow row;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (places_[i] < fields.size()) put(row, columns[i], std::move(fields[places_[i]]));
  if (is_latin(row.name)) row.name_latin.clear();
  TRY(check_row(row, line));
  return row;
}

Result<void> LeiReader::take_record(std::string_view record, std::size_t line) {
  if (!column_count_) return take_header(TRY(split_csv_record(record, line)));
  return rows_.take(record, line);
}

} // namespace domain
