#include "lint/certificate/lints.h"
#include "pki/der.h"

namespace lint::certificate {
namespace {

core::Bytes only_point(std::string_view url) {
  namespace tag = pki::der::tag;
  pki::der::Writer out(128);
  out.sequence([&] {
    out.sequence([&] {
      out.nested(tag::context_constructed(0), [&] { out.nested(tag::context_constructed(0), [&] { out.text(tag::context(6), url); }); });
    });
  });
  return out.take();
}

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::crl_distribution_points);
  if (extension == nullptr || extension->critical) return "cRLDistributionPoints is missing or critical";
  if (in.tbs.crl_urls.size() != 1 || !in.tbs.crl_urls[0].starts_with("http://")) return "there is not exactly one plain HTTP address";
  if (core::equal(extension->value, only_point(in.tbs.crl_urls[0]))) return pass;
  return "there is more than one DistributionPoint with a fullName";
}

} // namespace

const CertificateLint crl_distribution_point{"crl_distribution_point", "BR 7.1.2.11.2", date(2023, 9, 15), is_leaf_or_issuing, run};

} // namespace lint::certificate
