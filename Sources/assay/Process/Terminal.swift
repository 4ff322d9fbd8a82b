import AssayReports
import Glibc

/// When output is coloured.
enum ColorChoice: String, Sendable, CaseIterable { case auto, always, never }

/// What the stream at the other end can show.
struct Terminal: Sendable {
  let isTerminal: Bool
  /// Columns.
  let width: Int

  /// The terminal behind a file descriptor.
  init(descriptor: CInt, _ environment: Environment) {
    isTerminal = isatty(descriptor) == 1
    var size = winsize()
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
      width = columns
    } else if isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      width = Int(size.ws_col)
    } else {
      width = 100
    }
  }

  init(isTerminal: Bool, width: Int = 100) {
    self.isTerminal = isTerminal
    self.width = width
  }

  /// The option decides, then `NO_COLOR`, then `CLICOLOR_FORCE` and `FORCE_COLOR`, then whether it
  /// is a terminal that can do it.
  func color(_ choice: ColorChoice, _ environment: Environment) -> TextOptions.Color {
    switch choice {
    case .always: return .ansi
    case .never: return .plain
    case .auto: break
    }
    if environment["NO_COLOR"] != nil { return .plain }
    if [environment["CLICOLOR_FORCE"], environment["FORCE_COLOR"]].contains(where: {
      $0 != nil && $0 != "0"
    }) {
      return .ansi
    }
    return isTerminal && environment["TERM"] != "dumb" ? .ansi : .plain
  }
}
