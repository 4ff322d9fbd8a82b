import AssayReports
import Documents
import IAM

/// A catalogue of actions, and what reports call it.
struct NamedCatalogue {
  let catalogue: ActionCatalogue
  /// Where it was read from; nil for the bundled one.
  private let file: String?

  init(_ catalogue: ActionCatalogue, file: String?) {
    self.catalogue = catalogue
    self.file = file
  }

  /// A last line.
  var line: String {
    let place = file?.visible(300) ?? "bundled"
    return "catalogue \(catalogue.version.visible(100)) of \(catalogue.date), \(place)\n"
  }

  /// A member `catalogue`.
  func write(to json: inout JSONWriter) {
    json.key("catalogue")
    json.object { json in
      json.member("version", catalogue.version)
      json.member("date", catalogue.date)
      json.member("file", file)
    }
  }
}
