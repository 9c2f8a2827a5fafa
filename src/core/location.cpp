#include "core/config.h"
#include "core/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace core {
namespace {

constexpr double earth_radius = 6371.0;

std::optional<double> degrees(std::string_view text, double most) {
  const auto plain = trim(text);
  double value = 0;
  const auto [end, failed] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (failed != std::errc{} || end != plain.data() + plain.size() || std::abs(value) > most) return std::nullopt;
  return value;
}

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

} // namespace

std::optional<Location> parse_location(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto latitude = degrees(text.substr(0, comma), 90);
  const auto longitude = degrees(text.substr(comma + 1), 180);
  if (!latitude || !longitude) return std::nullopt;
  return Location{*latitude, *longitude};
}

double kilometres_between(const Location& a, const Location& b) {
  const auto half = [](double from, double to) { return std::pow(std::sin((radians(to) - radians(from)) / 2), 2); };
  const double haversine =
      half(a.latitude, b.latitude) + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * earth_radius * std::asin(std::min(1.0, std::sqrt(haversine)));
}

} // namespace core
