#pragma once

#include "storage/applications.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace usecases {

/// The job that looks at the CAA records of a submitted application's names; its subject is the application.
inline constexpr std::string_view caa_look_job = "caa_early_look";

/// What CAA says about one name before anything is issued.
struct NameCaa {
  std::string name;
  std::string caa;         ///< `permitted` or `refused`
  std::string caa_problem; ///< the record found and what to do, in the reader's language
  core::Instant looked_at{};
};
BOOST_DESCRIBE_STRUCT(NameCaa, (), (name, caa, caa_problem, looked_at))

/// C06: a warning while there is time to mend the records, whatever the domain evidence rests on; it refuses nothing. While a name is
/// refused and the application is undecided, it is looked at again every hour. Asks the DNS.
core::Result<void> look_at_caa_early(World& world, const Actor& actor, const storage::ApplicationId& id);

core::Result<std::vector<NameCaa>> show_caa_looks(storage::Transaction& tx, const storage::ApplicationId& id, core::Language language);

} // namespace usecases
