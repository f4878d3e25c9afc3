using System.Globalization;

namespace Kilter.Sources.Synthetic;

/// <summary>Reads <c>synth:NAME?setting=value&amp;…</c>.</summary>
internal static class SyntheticText
{
    private const string Scheme = "synth:";

    /// <summary>The options that a text describes; the scheme in front may be left out.</summary>
    /// <exception cref="DataException">It does not fit; the message says what would.</exception>
    internal static SyntheticOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : text;
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var name = question < 0 ? rest : rest[..question];
        var signal = SyntheticCatalog.Signal(name) ?? throw Unknown(text, "signal", name, SyntheticCatalog.Signals.Select(s => s.Name), likely => Scheme + likely);
        var options = new SyntheticOptions { Signal = signal.Entry.Name };
        var days = double.NaN;
        foreach (var part in question < 0 ? [] : rest[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (part, "") : (part[..equals], part[(equals + 1)..]);
            try
            {
                options = With(text, options, signal.Entry, key, value, ref days);
            }
            catch (ArgumentException inner)
            {
                throw Wrong(text, key, value, inner.Message.Split(" (Parameter", 2)[0], inner);
            }
        }

        return double.IsNaN(days) ? options : WithDays(text, options, signal.Entry, days);
    }

    private static SyntheticOptions With(string text, SyntheticOptions options, SignalEntry signal, string key, string value, ref double days)
    {
        switch (key)
        {
            case "samples":
                return options with { Samples = (int)Number(text, key, value, 16, 1e8) };
            case "days":
                days = Number(text, key, value, 1e-9, 1e6);
                return options;
            case "step":
                return options with { Step = Step(text, key, value) };
            case "seed":
                return ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                    ? options with { Seed = seed } : throw Wrong(text, key, value, "A whole number, 0 or above, is needed.");
            case "noise":
                return options with { Noise = Number(text, key, value, 0, 100) };
            case "clean":
                return options with { Clean = Number(text, key, value, 0.2, 0.9) };
            case "anomalies":
                return options with { Anomalies = Anomalies(text, signal, value) };
            default:
                throw Unknown(text, "setting", key, SyntheticCatalog.Settings.Select(s => s.Name), likely => text.Replace(key + "=", likely + "=", StringComparison.Ordinal));
        }
    }

    private static SyntheticOptions WithDays(string text, SyntheticOptions options, SignalEntry signal, double days)
    {
        var samples = Math.Round(days * TimeSpan.TicksPerDay / (options.Step ?? signal.Step).Ticks);
        return samples is >= 16 and <= 1e8 ? options with { Samples = (int)samples }
            : throw Wrong(text, "days", days.ToString(CultureInfo.InvariantCulture), $"That makes {samples:N0} samples; between 16 and 100,000,000 are possible.");
    }

    private static List<AnomalySpec> Anomalies(string text, SignalEntry signal, string value)
    {
        var specs = new List<AnomalySpec>();
        foreach (var item in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (item == "all")
            {
                specs.AddRange(SyntheticCatalog.Anomalies.Where(a => signal.Channels.Count > 1 || !a.NeedsTwoChannels).Select(a => new AnomalySpec { Kind = a.Kind }));
            }
            else if (item != "none")
            {
                specs.AddRange(Repeated(text, signal, item));
            }
        }

        return specs;
    }

    private static IEnumerable<AnomalySpec> Repeated(string text, SignalEntry signal, string item)
    {
        var (rest, count) = Cut(item, '*');
        (rest, var magnitude) = Cut(rest, '@');
        var (kind, channel) = Cut(rest, ':');
        var anomaly = SyntheticCatalog.Anomaly(kind) ?? throw Unknown(
            text, "anomaly", kind, SyntheticCatalog.Anomalies.Select(a => a.Kind), likely => text.Replace(kind, likely, StringComparison.Ordinal));
        if (channel is not null and not "all" && !signal.Channels.Any(c => c.Name == channel))
        {
            throw Unknown(text, "channel", channel, signal.Channels.Select(c => c.Name), likely => text.Replace(":" + channel, ":" + likely, StringComparison.Ordinal));
        }

        var spec = new AnomalySpec
        {
            Kind = anomaly.Entry.Kind,
            Channel = channel,
            Magnitude = magnitude is null ? null : Number(text, "anomalies", magnitude, -1e6, 1e6),
        };
        return Enumerable.Repeat(spec, count is null ? 1 : (int)Number(text, "anomalies", count, 1, 10_000));
    }

    private static (string Before, string? After) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static TimeSpan Step(string text, string key, string value)
    {
        var unit = value.EndsWith("ms", StringComparison.Ordinal) ? 1e-3
            : value.EndsWith('s') ? 1 : value.EndsWith('m') ? 60 : value.EndsWith('h') ? 3600 : double.NaN;
        var digits = value.TrimEnd('m', 's', 'h');
        return double.IsNaN(unit) ? throw Wrong(text, key, value, "A time with its unit is needed, such as 500ms, 30s, 5m or 1h.")
            : TimeSpan.FromSeconds(Number(text, key, digits, 1e-6, 1e6) * unit);
    }

    private static double Number(string text, string key, string value, double low, double high)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw Wrong(text, key, value, FormattableString.Invariant($"A number between {low} and {high} is needed."));

    private static DataException Wrong(string text, string key, string value, string needed, Exception? inner = null)
        => new($"In '{text}', {key} is \"{value}\". {needed}", inner) { File = text, IsUsage = true };

    private static DataException Unknown(string text, string what, string typed, IEnumerable<string> known, Func<string, string> fix)
        => new($"In '{text}', there is no {what} '{typed}'.")
        {
            File = text,
            Expected = [$"There are: {string.Join(", ", known)}."],
            Try = [fix(Nearest.Of(typed, known))],
            IsUsage = true,
        };
}
