using Kilter.Benchmarks;

return args switch
{
    ["csv", .. var rest] => await CsvBenchmark.RunAsync(rest),
    ["read", .. var paths] when paths.Length > 0 => await ReadBenchmark.RunAsync(paths),
    ["detectors", .. var rest] => DetectorBenchmark.Run(rest),
    ["engine"] => EngineBenchmark.Run(),
    ["torch", .. var rest] => TorchBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Benchmarks of Kilter. Each prints its figures and what they are compared with.

          csv [ROWS] [RUNS]   reading a CSV file of 8 columns beside pandas' read_csv (default 1,000,000 rows, 7 runs each)
          read PATH...        reading your own files: time, peak memory, what was found
          engine              neural training: share of the machine's peak, two cores over one, growth with units, batch and window (JSON lines)
          torch [PAIRS] [RECIPE...]   neural training, scoring and streaming in turn with PyTorch, then `engine` (default 5 pairs; JSON lines;
                              needs python3-torch python3-numpy libopenblas0-pthread)
          detectors [SAMPLES] [CHANNELS] [NAME]   fit and score times of every detector (default 1,000,000 samples, 1 channel)
        """);
    return 2;
}
