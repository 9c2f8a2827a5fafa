#include "usecases/dialled_number.h"

#include "usecases/stored_json.h"

namespace usecases {
namespace {

/// What a call's record keeps beside its number and source.
struct DialledFacts {
  std::string extension;
};
BOOST_DESCRIBE_STRUCT(DialledFacts, (), (extension))

storage::DialledNumber dialled(const auto& record) { return {record.subject, from_stored<DialledFacts>(record.facts).extension}; }

} // namespace

core::Result<std::optional<storage::NumberRow>>
find_withdrawn_number_of(storage::Transaction& tx, const storage::OrganizationId& organization, const storage::RecordRow& record) {
  return storage::find_withdrawn_number(tx, organization, dialled(record), record.collected_at);
}

core::Result<std::optional<storage::NumberRow>>
find_withdrawn_number_of(storage::Transaction& tx, const storage::OrganizationId& organization, const storage::ReusableRecord& record) {
  return storage::find_withdrawn_number(tx, organization, dialled(record), record.collected_at);
}

} // namespace usecases
