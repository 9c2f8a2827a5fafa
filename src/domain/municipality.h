#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// A part of a Japanese address between prefecture and town: `CHIYODA` and `KU`, in Hepburn's capitals with long vowels short. Without a
/// designator it is a name alone; CITY, WARD, TOWN and VILLAGE stand for each Japanese one.
struct MunicipalPart {
  std::string name;
  std::string designator;
};

/// The parts that Latin words name: `Kita ku, Osaka shi`, `Chiyoda-ku`, `Yokohama City`.
std::vector<MunicipalPart> municipal_parts(std::string_view latin);
/// The parts of a Japanese name whose reading is known: Tokyo's wards, the seats of prefectures and the designated cities, and the wards'
/// names that many cities have. `横浜市西区` has two.
std::vector<MunicipalPart> read_municipality(std::string_view japanese);
/// Whether both can mean the same place.
bool may_be_one(const MunicipalPart& said, const MunicipalPart& known);

} // namespace domain
