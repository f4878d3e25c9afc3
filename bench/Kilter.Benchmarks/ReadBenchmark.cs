using System.Diagnostics;
using Kilter.Sources;

namespace Kilter.Benchmarks;

/// <summary>Reads files with every default and says what was found, how long it took and what it cost.</summary>
internal static class ReadBenchmark
{
    public static async Task<int> RunAsync(string[] paths)
    {
        foreach (var path in paths)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                var reading = await SourceCatalog.Open(path).ReadAsync(ReadOptions.Default, CancellationToken.None);
                Describe(path, reading, watch.Elapsed);
            }
            catch (DataException error)
            {
                Console.WriteLine($"{path}\n  error  {error.Message}");
                foreach (var line in error.Expected.Concat(error.Try.Select(hint => $"try    {hint}")))
                {
                    Console.WriteLine($"         {line}");
                }
            }
        }

        return 0;
    }

    private static void Describe(string path, Reading reading, TimeSpan took)
    {
        var time = reading.Frame.Time;
        Console.WriteLine(path);
        Console.WriteLine($"  {reading.Rows:N0} rows, {reading.Frame.Count:N0} samples, {reading.Frame.Channels.Count} channels ({string.Join(", ", reading.Frame.Channels.Take(6).Select(c => c.Name))}), {reading.Layout}");
        Console.WriteLine(time.HasTime
            ? $"  {time.At(0):yyyy-MM-dd HH:mm:ss} to {time.At(time.Count - 1):yyyy-MM-dd HH:mm:ss}, step {TimeSpan.FromTicks(time.TypicalStep())}, {reading.TimeZone}, {reading.Gaps.Count} gaps"
            : $"  no time, {reading.Gaps.Count} gaps");
        foreach (var column in reading.Columns.Where(column => column.Role != ColumnRole.Channel).Take(6))
        {
            Console.WriteLine($"  {column.Role}: {column.Name} ({column.Why})");
        }

        foreach (var note in reading.Notes)
        {
            Console.WriteLine($"  {(note.IsWarning ? "warning" : "note")} [{note.Kind}] {note.Text}");
        }

        Console.WriteLine($"  labels: {reading.Labels?.Ranges.Count.ToString() ?? "none"}; {reading.Bytes:N0} bytes, sha256 {reading.Fingerprint[..12]}…, {took.TotalMilliseconds:0} ms, peak {Environment.WorkingSet >> 20:N0} MiB now, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MiB at most");
    }
}
