import ArgumentParser
import AssayReports
import Documents

/// `assay policy docs`.
struct PolicyDocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write pages about all rules, the kinds of resources they read, and their language.",
    discussion: """
      Examples:
        assay policy docs -o docs/rules
        assay policy docs -o /tmp/kinds --policies house
      """)

  @Option(
    name: [.customShort("o"), .long], help: ArgumentHelp("Where to write.", valueName: "dir"),
    completion: .directory)
  var output: String

  @OptionGroup var packs: PackOptions

  func run() throws {
    var pages = try PolicyPages(PolicySources(packs.loader().sources()).packs).all
    pages += LanguagePages(.nothing).all.map {
      PolicyPages.Page(path: "language/\($0.path)", text: $0.text)
    }
    do throws(WriteFailure) {
      for page in pages {
        let path = FilePath.join(output, page.path)
        try AtomicFile.makeFolder(FilePath.folder(of: path))
        try AtomicFile.write(Array(page.text.utf8), to: path)
      }
    } catch { throw Stop.fault(error.message) }
    let text = "\(pages.count.of("page")) written to \(SafeText.message(output))\n"
    try StandardStream.output.write(Array(text.utf8))
  }
}
