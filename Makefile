# What a developer does with this project; `make` lists it.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: help build package demo serve aot-cache stack stack-down stack-status quick test test-one test-long test-times e2e test-airflow \
	test-grafana lint-python lint-docker setup-demo setup-stack venvs format parity dashboards watch-demo load-report bench-path bench-training bench-quality bench-features bench-kernels \
	bench-scorer bench-scoring bench-history bench-start bench-drift clean

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Use ---

# What a machine lacks is listed at once; as root, or with SETUP=yes, it is installed.
setup-demo setup-stack: setup-%:
	@tools/setup.sh $*

build: package ## Builds what bin/bankrs and the service need, without tests; bin/bankrs then starts twice as fast as after make demo
	tools/class-archive/make.sh

package: setup-demo
	bin/mvn -B -q -T2 -Dmaven.test.skip=true -pl libs/bank-simulator,libs/mimic-load,spark-job,scoring-service -am package

demo: package ## Raw rows, training, metrics, a recommendation over HTTP: the whole path, then stops
	tools/demo/demo.sh

serve: ## Serves a bundle: make serve [MODEL=.work/demo/bundle] [PORT=8080]
	tools/demo/serve.sh "$(or $(MODEL),.work/demo/bundle)" "$(or $(PORT),8080)"

aot-cache: package ## Makes the service start faster (JDK 25): make aot-cache [MODEL=.work/demo/bundle]; 'make serve' takes it up
	tools/serving/aot-cache.sh "$(or $(MODEL),.work/demo/bundle)"

watch-demo: setup-stack ## Graphite, the service and load for a minute: prints every promised series, draws the panels: make watch-demo [PICTURES=folder]
	bin/mvn -B -q -T2 -Dmaven.test.skip=true -pl libs/test-services,libs/bank-simulator,libs/mimic-load,spark-job,scoring-service -am package
	tools/venvs/install.sh graphite
	tools/watch/watch-demo.sh "$(or $(PICTURES),.work/watch/pictures)"

# --- Everything together ---

stack: setup-stack ## Starts all services as local processes: PostgreSQL, S3, Spark, MLflow, Airflow, Graphite, the scoring service
	bin/mvn -B -q -T2 -Dmaven.test.skip=true -pl libs/test-services,libs/bank-simulator,libs/mimic-load,spark-job,scoring-service -am package
	tools/venvs/install.sh airflow graphite mlflow pyspark
	tools/stack/stack.sh up

stack-down: ## Ends them all
	tools/stack/stack.sh down

stack-status: ## Says where they are and whether they answer
	tools/stack/stack.sh status

# --- Build and test ---

# Several at once and in an order of their own: tools/tests/plan.py.
quick: ## Builds everything and runs the tests that need no server
	@started=$$(date +%s.%N); tools/setup.sh quick; python3 tools/tests/run.py quick --started $$started

test: ## Sets up what is missing, builds everything and runs all tests, against real servers
	@started=$$(date +%s.%N); tools/setup.sh test; python3 tools/tests/run.py test --started $$started

test-long: ## The same with a million rows, more damaged models and pipelines by chance: an hour and more
	@started=$$(date +%s.%N); tools/setup.sh test; python3 tools/tests/run.py test-long --started $$started

test-one: ## Runs one test class: make test-one TEST=PanelTest (or TEST=LabelsTest#method)
	python3 tools/tests/one.py "$(TEST)"

test-times: ## Says how long the tests of the last run took: make test-times [TESTS=yes]
	python3 tools/tests/times.py $(if $(TESTS),--tests)

e2e: ## A month in PostgreSQL becomes the champion, by Airflow on a Spark cluster; a part of make test
	tools/venvs/install.sh airflow graphite mlflow pyspark
	bin/mvn -B -pl end-to-end -am verify -DskipITs -Dtest=TrainingDagTest -Dsurefire.failIfNoSpecifiedTests=false

test-airflow: ## Reads the DAGs as Airflow does and runs them without a cluster
	tools/test-airflow.sh

test-grafana: ## Type-checks the dashboards, says whether their JSON is up to date, checks the provisioning files
	tools/test-grafana.sh

dashboards: ## Makes the dashboards' JSON from their code in grafana/src
	tools/test-grafana.sh --write

lint-python: ## Checks the Python files' style and types
	tools/lint-python.sh

lint-docker: ## Checks the Dockerfiles
	tools/lint-docker.sh

venvs: ## Installs the Python environments of the tests' servers into .venvs
	tools/venvs/install.sh

format: ## Formats Java, poms and Python
	bin/mvn -B -q spotless:apply
	tools/lint-python.sh --fix

parity: ## Compares scoring with Spark over many raw rows: make parity [ROWS=1000000]
	bin/mvn -B -pl parity -am -Dparity.rows=$(or $(ROWS),1000000) -Dtest=ParityTest \
		-Dsurefire.failIfNoSpecifiedTests=false -DskipITs verify

# --- Measure ---

load-report: package ## A bank's day in under a minute by Gatling, with its HTML report: make load-report [MODEL=.work/demo/bundle] [RATE=200] [SECONDS=40]
	tools/load/report.sh "$(or $(MODEL),.work/demo/bundle)" "$(or $(RATE),200)" "$(or $(SECONDS),40)"

bench-path: build ## Times the path from raw rows to a bundle: make bench-path [CUSTOMERS=70000] [TRAINER=mllib]
	python3 bench/whole_path.py --customers $(or $(CUSTOMERS),70000) --trainer $(or $(TRAINER),one-pass)

bench-training: build ## Compares trainers on the same rows: make bench-training [CUSTOMERS=34000] [ROUNDS=5] [ONLY=one-pass,lightgbm]
	tools/venvs/install.sh pyspark bench-training
	.venvs/bench-training/bin/python bench/training/compare.py --customers $(or $(CUSTOMERS),34000) \
		--rounds $(or $(ROUNDS),5) --only "$(ONLY)"

bench-quality: build ## Compares recommendations with known recipes: make bench-quality [CUSTOMERS=20000] [SEEDS=1,2,3] [SOURCE=train_ver2.csv]
	tools/venvs/install.sh pyspark bench-quality
	.venvs/bench-quality/bin/python bench/quality/compare.py --customers $(or $(CUSTOMERS),20000) \
		--seeds $(or $(SEEDS),1,2,3) --source "$(SOURCE)" --pictures docs/images

bench-features: build ## Times the features of history in Spark: make bench-features [CUSTOMERS=100000]
	tools/venvs/install.sh pyspark
	.venvs/pyspark/bin/python bench/quality/features.py --customers $(or $(CUSTOMERS),100000)

bench-kernels: ## Times the loops of the trainer: nanoseconds a row and label
	bin/mvn -B -q -Pbench-kernels -DskipTests -pl libs/multilabel-gbt -am verify

bench-scorer: ## Times scoring without HTTP: microseconds a row, with checksums that tests compare with Spark's
	bin/mvn -B -q -Pbench-scorer -DskipTests -Dfixtures.kernels=20,100 -pl libs/mllib-scorer -am verify

bench-scoring: package ## Times scoring over HTTP beside FastAPI + CatBoost: make bench-scoring [MODEL=.work/demo/bundle]
	tools/venvs/install.sh bench-scoring
	python3 bench/scoring/over_http.py --bundle "$(or $(MODEL),.work/demo/bundle)"

bench-history: build ## Times scoring with earlier months, without and over HTTP: make bench-history MODEL=.work/demo/bundle
	bin/mvn -B -q -Pbench-history -DskipTests -pl scoring-service -am -Dbench.bundle="$(abspath $(or $(MODEL),.work/demo/bundle))" verify
	python3 bench/scoring/history.py --bundle "$(or $(MODEL),.work/demo/bundle)"

bench-start: aot-cache ## Times the service's start to its first scored answer: make bench-start [MODEL=.work/demo/bundle]
	python3 bench/scoring/start_time.py --bundle "$(or $(MODEL),.work/demo/bundle)"

bench-drift: package ## Times the service with and without counting for drift: make bench-drift [MODEL=.work/demo/bundle]
	python3 bench/scoring/drift_cost.py --bundle "$(or $(MODEL),.work/demo/bundle)"

clean: ## Deletes what builds and runs left; .venvs stays
	bin/mvn -B -q clean
	rm -rf .work
