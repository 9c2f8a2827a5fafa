#pragma once

#include "storage/parameter.h"

#include <boost/describe.hpp>

#include <cstddef>
#include <tuple>
#include <utility>

namespace storage {

/// One row of a result, valid during the callback only.
class Cells {
public:
  virtual ~Cells() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual core::ByteView bytes(int column) const = 0;
};

namespace detail {

template <class T>
T read_cell(const Cells& cells, int column) {
  if constexpr (is_optional<T>) {
    if (cells.is_null(column)) return std::nullopt;
    return read_cell<typename T::value_type>(cells, column);
  } else if constexpr (std::is_same_v<T, bool>) {
    return cells.integer(column) != 0;
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(cells.integer(column));
  } else if constexpr (std::is_same_v<T, core::Instant>) {
    return core::from_unix(cells.integer(column));
  } else if constexpr (is_id<T>) {
    return T::stored(std::string(cells.text(column)));
  } else if constexpr (std::is_same_v<T, List>) {
    return split(cells.text(column));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return std::string(cells.text(column));
  } else {
    static_assert(std::is_same_v<T, core::Bytes>, "not a column type");
    return core::to_bytes(cells.bytes(column));
  }
}

template <class Row>
concept Described = boost::describe::has_describe_members<Row>::value;
template <class Row>
using Members = boost::describe::describe_members<Row, boost::describe::mod_public>;
template <class Row>
inline constexpr std::size_t member_count = boost::mp11::mp_size<Members<Row>>::value;
template <class Row, std::size_t I>
inline constexpr auto member = boost::mp11::mp_at_c<Members<Row>, I>::pointer;
template <class Row, std::size_t I>
using MemberType = std::remove_cvref_t<decltype(std::declval<Row&>().*member<Row, I>)>;

template <class Row>
struct RowReader {
  static Row read(const Cells& cells) {
    if constexpr (Described<Row>) {
      return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return Row{read_cell<MemberType<Row, I>>(cells, static_cast<int>(I))...};
      }(std::make_index_sequence<member_count<Row>>{});
    } else {
      return read_cell<Row>(cells, 0);
    }
  }
};
template <class... T>
struct RowReader<std::tuple<T...>> {
  static std::tuple<T...> read(const Cells& cells) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return std::tuple<T...>{read_cell<T>(cells, static_cast<int>(I))...};
    }(std::index_sequence_for<T...>{});
  }
};

} // namespace detail

/// The column names of a row struct, comma-separated, in order: its BOOST_DESCRIBE_STRUCT list names columns and
/// follows the order of declaration.
template <detail::Described Row>
std::string columns(std::string_view prefix = {}) {
  std::string text;
  boost::mp11::mp_for_each<detail::Members<Row>>([&](auto described) {
    if (!text.empty()) text += ", ";
    text.append(prefix).append(described.name);
  });
  return text;
}

/// `SELECT <columns of Row> <Tail>`, made once: `select<OrderRow, "FROM orders WHERE id = $1">()`.
template <detail::Described Row, core::FixedString Tail>
std::string_view select() {
  static const std::string text = "SELECT " + columns<Row>() + " " + std::string(Tail.view());
  return text;
}

} // namespace storage
