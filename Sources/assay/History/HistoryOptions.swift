import ArgumentParser
import AssayStore
import Documents

/// Which database is asked, and of what.
struct HistoryOptions: ParsableArguments {
  /// How the answer is told.
  enum Format: String, WordArgument { case text, json }

  @OptionGroup var file: DatabaseOptions

  @Option(
    help: ArgumentHelp(
      "What the runs looked at, as `assay trend` names it (default: that of the latest run).",
      valueName: "name"))
  var scope: String?

  @Option(help: ArgumentHelp("How the answer is told.", valueName: "format"))
  var format: Format = .text

  /// The history in the database, and the scope in it that is meant.
  func opened() throws(Stop) -> (history: History, scope: StoredScope) {
    let history = try file.history()
    let scopes = try answer { try history.scopes() }
    guard let latest = scopes.first else {
      throw .unusable("no run is recorded in database `\(SafeText.message(history.path))`")
    }
    guard let scope else { return (history, latest) }
    guard let named = scopes.first(where: { $0.name == scope }) else {
      throw .unusable(Self.noScope(scope, among: scopes.map(\.name)))
    }
    return (history, named)
  }

  /// Prints an answer in the form that was asked for.
  func tell(text: @autoclosure () -> String, json: @autoclosure () -> [UInt8]) throws(Stop) {
    try StandardStream.output.write(format == .text ? Array(text().utf8) : json())
  }

  private static func noScope(_ name: String, among names: [String]) -> String {
    let shown = SafeText.message(name)
    if let nearest = Suggestion.nearest(to: name, among: names) {
      return "no run looked at `\(shown)`; did you mean `\(SafeText.message(nearest))`?"
    }
    let known = names.prefix(5).map { "`\(SafeText.message($0))`" }.joined(separator: ", ")
    let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
    return "no run looked at `\(shown)`; the database knows \(known)\(rest)"
  }
}

/// Which database is asked.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "Where runs are kept (default: \(Settings.defaultDatabase)).", valueName: "file"),
    completion: .file())
  var database: String?

  @Option(
    help: ArgumentHelp(
      "Configuration file (default: \(ConfigLocation.fileName), here or above).",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  /// The file that the option, the configuration, or the default names.
  func path() throws(Stop) -> String {
    let (_, file) = try ConfigLocation.load(flag: config, .process)
    let setting = Setting(
      database.map { .some($0) }, "--db", file?.database, else: Settings.defaultDatabase)
    guard let path = setting.value else {
      throw .unusable("the configuration keeps no database; name one with `--db`")
    }
    return path
  }

  func history() throws(Stop) -> History {
    let path = try path()
    return try answer { try History.open(path: path) }
  }
}

/// Runs what asks a database; what is wrong with it is told, and nothing was judged.
func answer<Value>(_ body: () throws -> Value) throws(Stop) -> Value {
  do { return try body() } catch let stop as Stop { throw stop } catch {
    throw .unusable(SafeText.message("\(error)"))
  }
}
