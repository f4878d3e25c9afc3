using System.Text;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

/// <summary>Reads text and bytes through the public sources.</summary>
internal static class Reader
{
    public static Reading Csv(string text, ReadOptions? options = null) => Csv(Encoding.UTF8.GetBytes(text), options);

    public static Reading Csv(byte[] bytes, ReadOptions? options = null)
        => Run(new CsvSource(() => new MemoryStream(bytes), "pump.csv"), options);

    public static Reading Json(string text, ReadOptions? options = null)
        => Run(new JsonLinesSource(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), "pump.jsonl"), options);

    public static Reading Numpy(byte[] bytes, ReadOptions? options = null)
        => Run(new NumpySource(() => new MemoryStream(bytes), "pump.npy"), options);

    public static Reading Any(byte[] bytes, ReadOptions? options = null)
        => Run(new StandardInputSource(() => new MemoryStream(bytes)), options);

    public static DataException Fails(string text, ReadOptions? options = null) => Assert.Throws<DataException>(() => Csv(text, options));

    /// <summary>Lines with a line feed each.</summary>
    public static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private static Reading Run(ISource source, ReadOptions? options)
        => source.ReadAsync(options ?? ReadOptions.Default, CancellationToken.None).GetAwaiter().GetResult();
}
