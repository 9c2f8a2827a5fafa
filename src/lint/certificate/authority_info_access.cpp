#include "lint/certificate/lints.h"

#include <algorithm>

namespace lint::certificate {
namespace {

bool is_http(std::string_view url) { return url.starts_with("http://") && url.size() > 7; }

std::size_t descriptions(core::ByteView value) {
  std::size_t count = 0;
  auto reader = pki::der::read_sequence(value);
  while (reader && !reader->at_end() && reader->any()) ++count;
  return count;
}

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::authority_info_access);
  if (extension == nullptr || extension->critical) return "authorityInfoAccess is missing or critical";
  std::vector<std::string_view> urls(in.tbs.ocsp_urls.begin(), in.tbs.ocsp_urls.end());
  urls.insert(urls.end(), in.tbs.ca_issuer_urls.begin(), in.tbs.ca_issuer_urls.end());
  if (descriptions(extension->value) != urls.size()) return "there is an access method other than ocsp and caIssuers";
  if (in.tbs.ca_issuer_urls.empty()) return "there is no caIssuers address";
  if (!std::ranges::all_of(urls, is_http)) return "an address is not plain HTTP";
  std::ranges::sort(urls);
  if (std::ranges::adjacent_find(urls) != urls.end()) return "an address is repeated";
  return pass;
}

} // namespace

const CertificateLint authority_info_access{"authority_info_access", "BR 7.1.2.7.7", date(2023, 9, 15), is_leaf_or_issuing, run};

} // namespace lint::certificate
