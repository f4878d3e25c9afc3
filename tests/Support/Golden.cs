using System.Text;

namespace Kilter.Tests.Support;

/// <summary>Expected output kept as a file under the test project's Golden folder and embedded in the test program.</summary>
/// <remarks>Tests verify; only <c>./dev accept</c> (which sets KILTER_ACCEPT=1) writes, and the change is then reviewed like code.</remarks>
internal static class Golden
{
    private static bool Accepting => Environment.GetEnvironmentVariable("KILTER_ACCEPT") == "1";

    /// <summary>Fails, with the first line that differs, unless <paramref name="actual"/> is the golden text of that name.</summary>
    public static void Verify(string name, string actual)
    {
        if (Accepting)
        {
            Write(name, Encoding.UTF8.GetBytes(actual));
            return;
        }

        var expected = Text(name);
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            Assert.Fail(Difference(name, expected.Split('\n'), actual.Split('\n')));
        }
    }

    /// <summary>Fails, with the first byte that differs, unless <paramref name="actual"/> is the golden file of that name.</summary>
    public static void Verify(string name, ReadOnlySpan<byte> actual)
    {
        if (Accepting)
        {
            Write(name, actual.ToArray());
            return;
        }

        var expected = Bytes(name);
        var same = actual.CommonPrefixLength(expected);
        if (same != actual.Length || same != expected.Length)
        {
            Assert.Fail($"Golden/{name} has {expected.Length} bytes, the result {actual.Length}; they differ after byte {same}. Meant? Run ./dev accept and review the change.");
        }
    }

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static byte[] Bytes(string name)
    {
        var assembly = typeof(Golden).Assembly;
        using var stream = assembly.GetManifestResourceStream("Golden/" + name)
            ?? throw new InvalidOperationException($"There is no Golden/{name} in {assembly.GetName().Name}. New? Run ./dev accept, then build again.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    internal static string Difference(string name, string[] expected, string[] actual)
    {
        var line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line])
        {
            line++;
        }

        var text = new StringBuilder().Append($"Golden/{name} differs from line {line + 1} on. Meant? Run ./dev accept and review the change.\n");
        var gone = expected.Except(actual, StringComparer.Ordinal).Take(20).Select(l => "- " + l);
        var come = actual.Except(expected, StringComparer.Ordinal).Take(20).Select(l => "+ " + l);
        return text.AppendJoin('\n', gone.Concat(come)).ToString();
    }

    private static void Write(string name, byte[] bytes)
    {
        var path = Repository.PathOf($"tests/{typeof(Golden).Assembly.GetName().Name}/Golden/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
