#include "storage/sqlite_log_file.h"

#include <algorithm>
#include <memory>
#include <new>
#include <sqlite3.h>
#include <vector>

namespace storage {
namespace {

constexpr std::size_t most_gathered = 4U << 20U;
constexpr std::size_t most_in_a_call = 64U << 10U; // SQLite's VFS cuts a size to 17 bits

/// A log of SQLite's own VFS, which follows in memory, and what is to be appended to it.
struct LogFile : sqlite3_file {
  std::vector<char> gathered;
  sqlite3_int64 begin = 0;

  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  sqlite3_int64 end() const { return begin + static_cast<sqlite3_int64>(gathered.size()); }

  /// What could not be written is kept, and tried again.
  int write_out() {
    for (std::size_t done = 0; done < gathered.size(); done += most_in_a_call) {
      const auto size = static_cast<int>(std::min(gathered.size() - done, most_in_a_call));
      const auto offset = begin + static_cast<sqlite3_int64>(done);
      if (const int code = inner()->pMethods->xWrite(inner(), gathered.data() + done, size, offset); code != SQLITE_OK) return code;
    }
    gathered.clear();
    return SQLITE_OK;
  }
  int append(const char* data, std::size_t size, sqlite3_int64 offset) {
    if (offset != end() || gathered.size() + size > most_gathered)
      if (const int code = write_out(); code != SQLITE_OK) return code;
    if (gathered.empty()) begin = offset;
    gathered.insert(gathered.end(), data, data + size);
    return SQLITE_OK;
  }
};
static_assert(sizeof(LogFile) % alignof(sqlite3_int64) == 0);

LogFile& log_of(sqlite3_file* file) { return *static_cast<LogFile*>(file); }

/// Calls the inner file's method once everything gathered is written.
template <auto Method, class... Args>
int after_writing(sqlite3_file* file, Args... args) {
  auto& log = log_of(file);
  if (const int code = log.write_out(); code != SQLITE_OK) return code;
  return (log.inner()->pMethods->*Method)(log.inner(), args...);
}
template <auto Method, class... Args>
int directly(sqlite3_file* file, Args... args) {
  auto* inner = log_of(file).inner();
  return (inner->pMethods->*Method)(inner, args...);
}

int close(sqlite3_file* file) {
  auto& log = log_of(file);
  const int written = log.write_out();
  const int closed = log.inner()->pMethods->xClose(log.inner());
  std::destroy_at(&log);
  return written == SQLITE_OK ? closed : written;
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  try {
    return log_of(file).append(static_cast<const char*>(data), static_cast<std::size_t>(size), offset);
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  }
}

using Methods = sqlite3_io_methods;
constexpr Methods log_methods{.iVersion = 1, // a log is neither shared memory nor mapped
                              .xClose = &close,
                              .xRead = &after_writing<&Methods::xRead>,
                              .xWrite = &write,
                              .xTruncate = &after_writing<&Methods::xTruncate>,
                              .xSync = &after_writing<&Methods::xSync>,
                              .xFileSize = &after_writing<&Methods::xFileSize>,
                              .xLock = &directly<&Methods::xLock>,
                              .xUnlock = &directly<&Methods::xUnlock>,
                              .xCheckReservedLock = &directly<&Methods::xCheckReservedLock>,
                              .xFileControl = &directly<&Methods::xFileControl>,
                              .xSectorSize = &directly<&Methods::xSectorSize>,
                              .xDeviceCharacteristics = &directly<&Methods::xDeviceCharacteristics>,
                              .xShmMap = nullptr,
                              .xShmLock = nullptr,
                              .xShmBarrier = nullptr,
                              .xShmUnmap = nullptr,
                              .xFetch = nullptr,
                              .xUnfetch = nullptr};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* own = static_cast<sqlite3_vfs*>(vfs->pAppData);
  if ((flags & SQLITE_OPEN_WAL) == 0) return own->xOpen(own, name, file, flags, out_flags);
  auto* log = new (file) LogFile;
  log->pMethods = nullptr;
  const int code = own->xOpen(own, name, log->inner(), flags, out_flags);
  if (code == SQLITE_OK)
    log->pMethods = &log_methods;
  else
    std::destroy_at(log);
  return code;
}

} // namespace

const char* gathering_vfs() {
  static sqlite3_vfs vfs;
  static const bool registered = [] {
    auto* own = sqlite3_vfs_find(nullptr);
    vfs = *own;
    vfs.pNext = nullptr;
    vfs.zName = "shomei";
    vfs.szOsFile = own->szOsFile + static_cast<int>(sizeof(LogFile));
    vfs.pAppData = own;
    vfs.xOpen = &open;
    return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
  }();
  return registered ? vfs.zName : nullptr;
}

} // namespace storage
