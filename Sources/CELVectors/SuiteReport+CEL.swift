package import Documents
package import Vectors

extension SuiteReport {
  /// Judges every case of some files.
  ///
  /// Where compiled code runs them, it remarks how many of the core cases that are typed throughout
  /// it decided without the reference.
  package init(_ files: [SourceFile], _ judge: Judge) {
    self.init()
    var (run, decided) = (0, 0)
    for file in files {
      for entry in VectorReader.read(file) {
        add(entry.id, judge.judge(entry))
        if let isDecided = judge.isDecided(entry) {
          run += 1
          if isDecided { decided += 1 }
        }
      }
    }
    guard run > 0 else { return }
    remarks.append(
      Remark(
        "compiled code decided \(decided) of \(run) typed core cases alone",
        [("compiled", run), ("decided", decided)]))
  }
}
