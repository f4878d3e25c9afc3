using Kilter.Benchmarks;

return args switch
{
    ["csv", .. var rest] => await CsvBenchmark.RunAsync(rest),
    ["read", .. var paths] when paths.Length > 0 => await ReadBenchmark.RunAsync(paths),
    ["detectors", .. var rest] => DetectorBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Benchmarks of Kilter. Each prints its figures and what they are compared with.

          csv [ROWS] [RUNS]   reading a CSV file of 8 columns beside pandas' read_csv (default 1,000,000 rows, 7 runs each)
          read PATH...        reading your own files: time, peak memory, what was found
          detectors [SAMPLES] [CHANNELS] [NAME]   fit and score times of every detector (default 1,000,000 samples, 1 channel)
        """);
    return 2;
}
