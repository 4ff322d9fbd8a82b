/// Where the value of a setting comes from.
enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
  /// Nobody said anything.
  case standard
  /// `path:line:col` in a configuration file.
  case file(String)
  /// A variable, without `$`.
  case environment(String)
  /// An option, with its dashes.
  case flag(String)

  var description: String {
    switch self {
    case .standard: "default"
    case .file(let place): place
    case .environment(let name): "$\(name)"
    case .flag(let name): name
    }
  }
}

/// A value in force, and who said so.
struct Setting<Value: Sendable>: Sendable {
  let value: Value
  let origin: SettingOrigin

  /// The option if it was given, else the configuration file, else the default.
  init(_ flag: Value?, _ name: String, _ file: Setting<Value>?, else standard: Value) {
    if let flag {
      self.init(flag, from: .flag(name))
    } else {
      self = file ?? Setting(standard, from: .standard)
    }
  }

  /// As above, for a value that may be missing.
  init<Wrapped>(optional flag: Wrapped?, _ name: String, _ file: Setting<Value>?)
  where Value == Wrapped? {
    self.init(flag.map { .some($0) }, name, file, else: nil)
  }

  init(_ value: Value, from origin: SettingOrigin) {
    self.value = value
    self.origin = origin
  }
}
