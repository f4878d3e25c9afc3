using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Planted calls that the product may not make. They are never run.
namespace Kilter.Tests.House.Planted.Right;

internal static class BannedCalls
{
    public static string Clock() => $"{DateTime.Now}{DateTime.UtcNow}{DateTime.Today}{DateTimeOffset.Now}{DateTimeOffset.UtcNow}{Environment.TickCount}{Environment.TickCount64}";

    public static void Wait() => Thread.Sleep(TimeSpan.Zero);

    public static double Chance(Random random) => random.NextDouble();

    public static float Sum(ReadOnlySpan<float> values) => Vector.Sum(new Vector<float>(values));

    public static string Culture() => System.Globalization.CultureInfo.CurrentCulture.Name + System.Globalization.CultureInfo.CurrentUICulture.Name;

    public static int Raw(Span<int> values) => Unsafe.Add(ref MemoryMarshal.GetReference(values), 1);
}
