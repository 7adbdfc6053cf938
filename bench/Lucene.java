/* SPDX-License-Identifier: GPL-2.0-or-later */
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene for the measurements, one thread.
 *
 * Usage: Lucene index|update DIRECTORY es|all [SYMBOL] < CLAUSES   (lines of `clauses`)
 *        Lucene warm DIRECTORY es|all < QUERIES            (like `warm`)
 *        Lucene ask DIRECTORY es|all WANTED QUERY          (one search, printed)
 */
public final class Lucene {
	private static Analyzer analyzer;
	private static boolean print;

	private static Document document(String line) {
		String[] field = line.split("\t", 7);
		Document document = new Document();
		document.add(new StringField("lang", field[0], Field.Store.YES));
		document.add(new StringField("symbol", field[1], Field.Store.YES));
		document.add(new StringField("session", field[2], Field.Store.YES));
		document.add(new NumericDocValuesField("by", field[2].hashCode()));
		document.add(new StoredField("date", field[3]));
		document.add(new StoredField("label", field[5]));
		document.add(new TextField("text", field[6], Field.Store.YES));
		return document;
	}

	private static BufferedReader input() {
		return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
	}

	private static void write(String path, String symbol) throws Exception {
		IndexWriterConfig config = new IndexWriterConfig(analyzer);
		config.setOpenMode(symbol == null ? IndexWriterConfig.OpenMode.CREATE
						  : IndexWriterConfig.OpenMode.APPEND);
		try (IndexWriter writer = new IndexWriter(FSDirectory.open(Paths.get(path)), config)) {
			if (symbol != null)
				writer.deleteDocuments(new Term("symbol", symbol));
			BufferedReader in = input();
			for (String line; (line = in.readLine()) != null;)
				writer.addDocument(document(line));
		}
	}

	/** Counts by session. */
	private static final class Sessions extends SimpleCollector {
		final Map<Long, Integer> counts = new HashMap<>();
		private NumericDocValues values;

		@Override
		protected void doSetNextReader(LeafReaderContext context) throws java.io.IOException {
			values = context.reader().getNumericDocValues("by");
		}

		@Override
		public void collect(int document) throws java.io.IOException {
			if (values.advanceExact(document))
				counts.merge(values.longValue(), 1, Integer::sum);
		}

		@Override
		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE_NO_SCORES;
		}
	}

	private static long answer(IndexSearcher searcher, UnifiedHighlighter highlighter, String wanted,
				   String text) throws Exception {
		QueryParser parser = new QueryParser("text", analyzer);
		Query query = parser.parse(text);
		if (wanted.equals("facets")) {
			Sessions sessions = new Sessions();
			searcher.search(query, sessions);
			if (print)
				System.out.println(sessions.counts);
			return sessions.counts.size();
		}
		TopDocs top = searcher.search(query, wanted.equals("kwic") ? 50 : 10);
		String[] pieces = highlighter.highlight("text", query, top);
		for (int i = 0; i < top.scoreDocs.length; i++) {
			Document found = searcher.doc(top.scoreDocs[i].doc);
			if (print)
				System.out.println(found.get("symbol") + " " + found.get("label") + " "
						   + pieces[i]);
		}
		return top.totalHits.value;
	}

	private static void warm(String path) throws Exception {
		try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Paths.get(path)))) {
			IndexSearcher searcher = new IndexSearcher(reader);
			searcher.setQueryCache(null);
			UnifiedHighlighter highlighter = new UnifiedHighlighter(searcher, analyzer);
			java.util.List<String[]> questions = new java.util.ArrayList<>();
			BufferedReader in = input();
			for (String line; (line = in.readLine()) != null;)
				questions.add(line.split("\t", 3));
			for (int round = 0; round < 6; round++)
				for (String[] question : questions) {
					long start = System.nanoTime();
					long hits = answer(searcher, highlighter, question[1], question[2]);
					long took = (System.nanoTime() - start) / 1000;
					if (round == 5)
						System.out.println(question[0] + "\t" + took + "\t" + hits + "\t"
								   + question[2]);
				}
		}
	}

	private static void ask(String path, String wanted, String text) throws Exception {
		print = true;
		try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Paths.get(path)))) {
			IndexSearcher searcher = new IndexSearcher(reader);
			answer(searcher, new UnifiedHighlighter(searcher, analyzer), wanted, text);
		}
	}

	public static void main(String[] arguments) throws Exception {
		boolean spanish = arguments[2].equals("es");
		analyzer = spanish ? new SpanishAnalyzer() : new StandardAnalyzer();
		if (arguments[0].equals("index"))
			write(arguments[1], null);
		else if (arguments[0].equals("update"))
			write(arguments[1], arguments[3]);
		else if (arguments[0].equals("ask"))
			ask(arguments[1], arguments[3], arguments[4]);
		else
			warm(arguments[1]);
	}
}
