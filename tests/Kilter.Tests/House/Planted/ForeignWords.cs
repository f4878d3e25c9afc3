namespace Kilter.Tests.House.Planted;

/// <summary>Planted: public names with words that the glossary rules out.</summary>
public sealed class ForeignWords
{
    public static int ChunkSize => 1;

    public static int Predict(int sensors) => sensors;

    public static int Stride(int window) => window;
}
