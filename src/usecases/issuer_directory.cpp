#include "usecases/issuer_directory.h"

#include "storage/issuance.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {

core::Result<IssuerDirectory> IssuerDirectory::load(storage::Database& database) {
  const auto rows = TRY(database.read([](storage::Transaction& tx) { return storage::list_issuers(tx); }));
  IssuerDirectory directory;
  for (const auto& row : rows)
    directory.issuers_.push_back(
        {row.id.str(), row.slug, row.purpose, row.parent_id ? row.parent_id->str() : "", TRY(pki::Certificate::parse(row.der))});
  return directory;
}

core::Result<const Issuer*> IssuerDirectory::for_purpose(std::string_view purpose) const {
  const auto found = std::ranges::find(issuers_, purpose, &Issuer::purpose);
  if (found == issuers_.end()) return core::fail(errors::issuer_missing, {{"purpose", std::string(purpose)}});
  return &*found;
}

const Issuer* IssuerDirectory::by_id(std::string_view id) const {
  const auto found = std::ranges::find(issuers_, id, &Issuer::id);
  return found == issuers_.end() ? nullptr : &*found;
}

const Issuer* IssuerDirectory::by_slug(std::string_view slug) const {
  const auto found = std::ranges::find(issuers_, slug, &Issuer::slug);
  return found == issuers_.end() ? nullptr : &*found;
}

std::string IssuerDirectory::chain_pem(const Issuer& issuer) const {
  std::string pem;
  for (const auto* link : intermediates_of(issuer)) pem += link->certificate.to_pem();
  return pem;
}

std::vector<const Issuer*> IssuerDirectory::intermediates_of(const Issuer& issuer) const {
  auto chain = chain_of(issuer);
  std::erase_if(chain, [](const Issuer* link) { return link->parent_id.empty(); });
  return chain;
}

std::vector<const Issuer*> IssuerDirectory::chain_of(const Issuer& issuer) const {
  std::vector<const Issuer*> chain;
  for (const auto* link = &issuer; link != nullptr; link = link->parent_id.empty() ? nullptr : by_id(link->parent_id))
    chain.push_back(link);
  return chain;
}

} // namespace usecases
