#include "http/dto.h"
#include "portal/resources.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using usecases::World;

struct RegistrationAgency {
  std::string id;
  std::string name;
  std::string country;
  std::string state;
  std::string locality;
  std::string number_format;
  std::string source;
  std::string authority;
  std::string website;
  core::Instant from{};
  std::optional<core::Instant> until;
};
BOOST_DESCRIBE_STRUCT(RegistrationAgency, (), (id, name, country, state, locality, number_format, source, authority, website, from, until))
struct RegistrationAgencyList {
  std::string version;
  std::string sha256;
  std::vector<RegistrationAgency> items;
};
BOOST_DESCRIBE_STRUCT(RegistrationAgencyList, (), (version, sha256, items))

core::Result<Reply<RegistrationAgencyList>> list_agencies(World& world, const Call<>& call) {
  RegistrationAgencyList list{world.agencies->version(), world.agencies->sha256(), {}};
  for (const auto& agency : world.agencies->all())
    list.items.push_back({agency.id, call.language == core::Language::ja ? agency.name_ja : agency.name_en, agency.jurisdiction.country,
                          agency.jurisdiction.state, agency.jurisdiction.locality, agency.number_format, agency.source, agency.authority,
                          agency.website, agency.from, agency.until});
  return list;
}

} // namespace

std::vector<http::Endpoint> agency_endpoints(World& world) {
  return {
      http::endpoint({.id = "listRegistrationAgencies",
                      .method = http::Method::get,
                      .path = "/registration-agencies",
                      .summary = "List the agencies whose registrations EV certificates name",
                      .permission = http::allow::anyone,
                      .listeners = http::on::both,
                      .tag = "catalogue"},
                     world, &list_agencies),
  };
}

} // namespace portal
