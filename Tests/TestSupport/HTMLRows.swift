/// The rows of a table of a page, as people read them.
package enum HTMLRows {
  /// The texts of the cells of the first table behind a mark, joined by `|`, without its heading; nil
  /// where the mark is not in the page.
  package static func rows(after mark: String, in page: String) -> [String]? {
    guard let start = page.firstRange(of: mark) else { return nil }
    return page[start.upperBound...].split(separator: "</tbody>")[0]
      .split(separator: "<tr>").dropFirst(2).map { row in
        row.split(separator: "<").compactMap { part in
          part.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false).last
        }.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "|")
      }
  }
}
