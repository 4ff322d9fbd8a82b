import AssayStore
import Documents
import Glibc
import Records

/// A file beside the database that stands while a run goes on: what a process that was killed leaves,
/// so that the next run can say so.
///
/// Its owner holds a lock on it, which the system takes away however the process ends. A mark that
/// cannot be made is none: whether the database can be written is told when it is.
final class RunMark {
  private let path: String
  private let file: CInt
  private let words: String

  private init(path: String, file: CInt, words: String) {
    self.path = path
    self.file = file
    self.words = words
  }

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - database: Where runs are kept.
  ///   - words: What is being done, such as `audit`.
  ///   - now: When it began.
  /// - Returns: The mark, nil where none can be made, and what earlier processes left, oldest first.
  static func begin(
    beside database: String, _ words: String, now: Instant
  ) -> (mark: RunMark?, left: [RunLeftover]) {
    let left = RunLeftover.all(beside: database)
    for mark in left where !mark.isAlive { unlink(mark.path) }
    let path = "\(database)\(RunLeftover.infix)\(getpid())"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return (nil, left) }
    // Processes of two containers may bear one number: the mark is of whoever came first.
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return (nil, left)
    }
    let mark = RunMark(path: path, file: file, words: "\(words) of \(now.rfc3339)")
    mark.write(RunLeftover.begun)
    return (mark, left)
  }

  /// The run stands in the database, and its reports are still to be written.
  func recorded() { write(RunLeftover.recorded) }

  /// The run came to its end.
  func end() {
    unlink(path)
    close(file)
  }

  private func write(_ state: String) {
    ftruncate(file, 0)
    lseek(file, 0, SEEK_SET)
    try? Descriptor(file).write(Array("\(state) \(words)\n".utf8))
  }
}
