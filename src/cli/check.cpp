#include "cli/check.h"

#include "cli/console.h"
#include "core/time.h"
#include "usecases/diagnose_site.h"

#include <boost/json.hpp>

#include <charconv>

namespace cli {
namespace {

outbound::TlsTarget target_of(const CheckOptions& options) {
  outbound::TlsTarget target;
  const auto colon = options.target.rfind(':');
  target.host = options.target.substr(0, colon);
  if (colon != std::string::npos) {
    const auto port = std::string_view(options.target).substr(colon + 1);
    std::from_chars(port.data(), port.data() + port.size(), target.port);
  }
  target.server_name = options.name.empty() ? target.host : options.name;
  target.ca_file = options.ca_file;
  return target;
}

void print_json(const usecases::SiteDiagnosis& diagnosis, core::Language language) {
  boost::json::array findings;
  for (const auto& finding : diagnosis.findings)
    findings.push_back({{"code", finding.key}, {"detail", core::message(language, "check", finding.key, finding.params)}});
  const boost::json::object answer{{"good", diagnosis.findings.empty()},
                                   {"name", diagnosis.common_name},
                                   {"notAfter", core::to_rfc3339(diagnosis.not_after)},
                                   {"protocol", diagnosis.protocol},
                                   {"findings", findings}};
  fmt::print("{}\n", boost::json::serialize(answer));
}

void print_text(const usecases::SiteDiagnosis& diagnosis, core::Language language) {
  for (const auto& finding : diagnosis.findings) fmt::print("✗ {}\n", core::message(language, "check", finding.key, finding.params));
  if (diagnosis.findings.empty())
    fmt::print("✓ {}\n", core::message(language, "check", "good",
                                       {{"name", diagnosis.common_name},
                                        {"not_after", core::to_rfc3339(diagnosis.not_after)},
                                        {"protocol", diagnosis.protocol}}));
}

} // namespace

core::Result<int> check(const CheckOptions& options) {
  const auto target = target_of(options);
  const auto report = outbound::probe_tls(target);
  if (!report) {
    report_error(report.error(), options.language);
    return 2;
  }
  const auto diagnosis = TRY(usecases::diagnose(*report, target, core::SystemClock{}.now()));
  options.json ? print_json(diagnosis, options.language) : print_text(diagnosis, options.language);
  return diagnosis.findings.empty() ? 0 : 1;
}

} // namespace cli
